// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.session;

import io.posthorn.contracts.topic.TableFollower;
import io.posthorn.contracts.topic.TableReader;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Follows sessions and revocations on a thread of its own, while the process lives. */
final class SessionReader implements TableReader, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SessionReader.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long FORGET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Map<String, Object> clients;
    private final Topics topics;
    private final KnownSessions sessions;
    private @Nullable TableFollower follower;
    private @Nullable Thread thread;
    private volatile boolean read;
    private volatile long readUpTo;
    private long forgotAt = System.nanoTime();
    private String failure = "";

    /** @param clients how Kafka is reached */
    SessionReader(Map<String, Object> clients, Topics topics, KnownSessions sessions) {
        this.clients = clients;
        this.topics = topics;
        this.sessions = sessions;
    }

    /** Whether what it has read is up to date. */
    boolean isCurrent() {
        return read && System.nanoTime() - readUpTo < STALE_NANOS;
    }

    // ------------------------------------------------------------ the reader

    @Override
    public void apply(Topic topic, byte @Nullable [] key, byte @Nullable [] value) {
        if (topic == Topic.REVOCATIONS) {
            sessions.applyRevocation(value);
        } else if (key != null) {
            sessions.applySession(key, value);
        }
    }

    @Override
    public void changed() {}

    @Override
    public void readUpTo(long nanos) {
        readUpTo = nanos;
        read = true;
        failure = "";
        if (nanos - forgotAt > FORGET_NANOS) {
            forgotAt = nanos;
            sessions.forget(System.currentTimeMillis());
        }
    }

    @Override
    public void failed(Exception why) {
        String reason = String.valueOf(why.getMessage());
        if (!reason.equals(failure)) {
            LOG.warn("Sessions and revocations cannot be read; tried again: {}", reason);
        }
        failure = reason;
    }

    // ------------------------------------------------------------ the thread

    @Override
    public synchronized void start() {
        Map<String, Object> consumer = new HashMap<>(clients);
        consumer.putAll(TableFollower.CONSUMER);
        follower = new TableFollower(
                new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                Admin.create(clients),
                topics,
                List.of(Topic.SESSIONS, Topic.REVOCATIONS),
                BEAT,
                this);
        thread = new Thread(follower, "delivery-sessions");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void stop() {
        if (follower == null || thread == null) {
            return;
        }
        follower.close();
        try {
            thread.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
