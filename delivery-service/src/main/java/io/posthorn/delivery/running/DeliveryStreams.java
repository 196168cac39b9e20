// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.TopicSetup;
import io.posthorn.contracts.topic.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
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
    private static final List<Topic> TOPICS = List.of(
            Topic.NOTIFICATIONS,
            Topic.REJECTED,
            Topic.INBOX,
            Topic.CONNECTIONS,
            Topic.GATEWAYS,
            Topic.MESSAGES,
            Topic.PERSISTED,
            Topic.REPLAY,
            Topic.RECEIPTS,
            Topic.PRESENCE);

    private final Map<String, Object> adminConfig;
    private final Topics topics;
    private final List<Runnable> beforeStart;
    private final List<Application> applications;
    private final ApplicationEventPublisher events;
    private final MeterRegistry metrics;
    private final Map<String, KafkaStreams> running = new ConcurrentHashMap<>();
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
        this.adminConfig = adminConfig;
        this.topics = topics;
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
            while (!topicsAreThere()) {
                TimeUnit.SECONDS.sleep(1);
            }
            beforeStart.forEach(Runnable::run);
            applications.forEach(this::start);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The applications cannot be started", e);
            waitingFor = "cannot be started: " + e.getMessage();
            broken();
        }
    }

    private boolean topicsAreThere() throws InterruptedException {
        try (Admin admin = Admin.create(adminConfig)) {
            new TopicSetup(admin, topics).ensure(TOPICS);
            return true;
        } catch (KafkaException | IllegalStateException e) {
            waitingFor = String.valueOf(e.getMessage());
            LOG.warn("Not started yet, trying again: {}", e.getMessage());
            return false;
        }
    }

    private synchronized void start(Application application) {
        if (!started) {
            return;
        }
        KafkaStreams streams = new KafkaStreams(application.topology(), application.config());
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.error("A thread of {} died and is replaced; its tasks run again", application.name(), failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.ERROR) {
                LOG.error("{} has stopped for good: this process must be started again", application.name());
                broken();
            }
        });
        running.put(application.name(), streams);
        new KafkaStreamsMetrics(streams).bindTo(metrics);
        streams.start();
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
        applications.forEach(each -> states.put(
                each.name(),
                application(each.name()).map(streams -> streams.state().name()).orElse(waitingFor)));
        return states;
    }

    public boolean allRunning() {
        return states().values().stream().allMatch(KafkaStreams.State.RUNNING.name()::equals);
    }

    @Override
    public void stop() {
        started = false;
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
