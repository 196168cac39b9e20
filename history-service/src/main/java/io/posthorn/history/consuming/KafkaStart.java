// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.TopicGuard;
import io.posthorn.contracts.topic.TopicSetup;
import io.posthorn.contracts.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Waits for Kafka in a thread of its own, makes sure of the topics, then starts the loops. */
public final class KafkaStart implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(KafkaStart.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Set<Topic> TOPICS = Set.of(
            Topic.MESSAGES,
            Topic.PERSISTED,
            Topic.REJECTED,
            Topic.REPLAY,
            Topic.CONNECTIONS,
            Topic.RECEIPTS,
            Topic.GATEWAYS,
            Topic.GROUPS,
            Topic.REVOCATIONS);

    private final Map<String, Object> adminSettings;
    private final Topics topics;
    private final List<PartitionLoop> loops;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread starting;
    private volatile @Nullable String waitingFor = "Kafka";

    KafkaStart(Map<String, Object> adminSettings, Topics topics, List<PartitionLoop> loops) {
        this.adminSettings = adminSettings;
        this.topics = topics;
        this.loops = loops;
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::run, "kafka-start");
        thread.setDaemon(true);
        starting = thread;
        thread.start();
    }

    private void run() {
        log.info("Making sure of the topics at {}", adminSettings.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
        try {
            while (!topicsAreThere()) {
                if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            waitingFor = null;
            loops.forEach(PartitionLoop::start);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean topicsAreThere() throws InterruptedException {
        try (Admin admin = Admin.create(adminSettings)) {
            new TopicSetup(admin, topics).ensure(TOPICS);
            new TopicGuard(adminSettings, topics).check(Set.of(Topic.MESSAGES));
            return true;
        } catch (IllegalStateException | KafkaException e) {
            log.warn("Waiting with the start until the topics are right: {}", e.getMessage());
            waitingFor = e.getMessage();
            return false;
        }
    }

    /** What keeps the loops from being started. */
    public Optional<String> waitingFor() {
        return Optional.ofNullable(waitingFor);
    }

    @Override
    public void stop() {
        stopping.countDown();
        Thread thread = starting;
        starting = null;
        if (thread != null) {
            thread.interrupt();
        }
        loops.forEach(PartitionLoop::close);
    }

    @Override
    public boolean isRunning() {
        return starting != null;
    }
}
