// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.delivery.guard.LostPlaceException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the applications once Kafka answers and the topics are there, and stops them so that another instance takes over
 * at once.
 */
public final class DeliveryStreams implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryStreams.class);
    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long LOOK_MILLIS = 5_000;

    private final Map<String, Object> adminConfig;
    private final StartChecks checks;
    private final List<Runnable> beforeStart;
    private final List<Application> applications;
    private final ApplicationEventPublisher events;
    private final MeterRegistry metrics;
    private final Map<String, KafkaStreams> running = new ConcurrentHashMap<>();
    private final Map<String, String> placeLost = new ConcurrentHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean started;
    private volatile String waitingFor = "not started";
    private final Thread starter = new Thread(this::startWhenReady, "delivery-start");

    /** @param beforeStart run once the topics exist */
    public DeliveryStreams(
            Map<String, Object> adminConfig,
            Topics topics,
            List<Runnable> beforeStart,
            List<Application> applications,
            ApplicationEventPublisher events,
            MeterRegistry metrics) {
        this.adminConfig = Map.copyOf(adminConfig);
        this.checks = new StartChecks(adminConfig, topics);
        this.beforeStart = beforeStart;
        this.applications = applications;
        this.events = events;
        this.metrics = metrics;
    }

    @Override
    public void start() {
        started = true;
        starter.start();
    }

    private void startWhenReady() {
        try {
            long pause = FIRST_PAUSE_MILLIS;
            while (!mayStart()) {
                if (stopping.await(pause, TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
            beforeStart.forEach(Runnable::run);
            startAndLookAfterThem();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The applications cannot be started", e);
            waitingFor = "cannot be started: " + e.getMessage();
            broken();
        }
    }

    private boolean mayStart() throws InterruptedException {
        try {
            checks.require(applications);
            return true;
        } catch (KafkaException | IllegalStateException | LostPlaceException e) {
            String reason = String.valueOf(e.getMessage());
            if (!reason.equals(waitingFor)) {
                LOG.warn("Not started, and tried again until it can be: {}", reason);
            }
            waitingFor = reason;
            return false;
        }
    }

    private synchronized void start(Application application) {
        if (!started) {
            return;
        }
        KafkaStreams streams = new KafkaStreams(application.topology(), application.config());
        streams.setUncaughtExceptionHandler(
                new ThreadDeaths(application.name(), stopping, failure -> placeLost(application)));
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.ERROR && !placeLost.containsKey(application.name())) {
                LOG.error("{} has stopped for good: this process must be started again", application.name());
                broken();
            }
        });
        running.put(application.name(), streams);
        new KafkaStreamsMetrics(streams).bindTo(metrics);
        streams.start();
    }

    private void startAndLookAfterThem() throws InterruptedException {
        try (Admin admin = Admin.create(adminConfig)) {
            applications.forEach(this::start);
            var threads = new DeadThreads(admin);
            while (!stopping.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                for (Application each : applications) {
                    threads.look(each, Objects.requireNonNull(running.get(each.name())));
                }
            }
        }
    }

    /** Then it is not ready and not broken: a restart would not help. */
    private boolean placeLost(Application application) {
        Optional<String> reason = checks.lost(application);
        reason.ifPresent(lost -> {
            placeLost.put(application.name(), lost);
            LOG.error("{} stays stopped. {}", application.name(), lost);
        });
        return reason.isPresent();
    }

    private void broken() {
        AvailabilityChangeEvent.publish(events, this, LivenessState.BROKEN);
    }

    /** The application of this name, once it was started. */
    public Optional<KafkaStreams> application(String name) {
        return Optional.ofNullable(running.get(name));
    }

    /** State of each application, or what is waited for; empty waits for nothing. */
    public Map<String, String> states() {
        Map<String, String> states = new LinkedHashMap<>();
        applications.forEach(each -> states.put(each.name(), state(each.name())));
        return states;
    }

    private String state(String name) {
        return Optional.ofNullable(placeLost.get(name))
                .or(() -> application(name).map(streams -> streams.state().name()))
                .orElse(waitingFor);
    }

    public boolean allRunning() {
        return states().values().stream().allMatch(KafkaStreams.State.RUNNING.name()::equals);
    }

    @Override
    public void stop() {
        started = false;
        stopping.countDown();
        starter.interrupt();
        var options = CloseOptions.timeout(CLOSE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        List<Thread> closing = running.values().stream()
                .map(streams -> new Thread(() -> streams.close(options), "delivery-close"))
                .toList();
        closing.forEach(Thread::start);
        try {
            for (Thread each : closing) {
                each.join(CLOSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return started;
    }
}
