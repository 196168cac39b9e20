// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario.stage;

import io.posthorn.contracts.notification.NotificationReader;
import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import io.posthorn.crash.evidence.Identity;
import io.posthorn.crash.evidence.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** An upstream that does not give up: what it sends gets into Kafka as soon as Kafka is there. Any thread may send. */
public final class Sending implements AutoCloseable {

    private static final String SOURCE = "scenario";
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(10);

    private final String topic;
    private final Ledger ledger = new Ledger();
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong lastId = new AtomicLong();
    private @Nullable ScheduledFuture<?> flow;

    Sending(String bootstrapServers, String topic) {
        this.topic = topic;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        500L,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) LONGEST_OUTAGE.toMillis(),
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        LONGEST_OUTAGE.toMillis()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public Ledger ledger() {
        return ledger;
    }

    /** With an id that no other has. */
    public Notification.Builder notification(String className, String... users) {
        return Notification.newBuilder()
                .setId("n-" + lastId.incrementAndGet())
                .setSource(SOURCE)
                .setClassName(className)
                .setTitle("Told")
                .setBody("for " + String.join(", ", users))
                .setSentAt(Times.of(Instant.now()))
                .setTarget(Target.newBuilder().setUsers(UserList.newBuilder().addAllUsers(List.of(users))));
    }

    /** Returns before Kafka has it. */
    public void send(Notification notification, String key) {
        ledger.begun(notification, System.currentTimeMillis());
        var record = new ProducerRecord<>(topic, bytes(key), notification.toByteArray());
        record.headers().add(NotificationReader.CONTENT_TYPE, bytes(NotificationReader.PROTOBUF));
        producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                ledger.acked(Identity.of(notification), System.currentTimeMillis());
            }
        });
    }

    /** One to each user; returns when Kafka has them. */
    public void sendToEach(String className, List<String> users) {
        users.forEach(user -> send(className, user));
        producer.flush();
    }

    /** To one user, whose messages stay in the order in which they are sent. */
    public void send(String className, String user) {
        send(notification(className, user).build(), user);
    }

    /** @param one sends something; called so often until {@link #stopFlow} */
    public synchronized void flow(int perSecond, Runnable one) {
        flow = clock.scheduleAtFixedRate(one, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
    }

    /** Returns when Kafka has everything. */
    public synchronized void stopFlow() {
        if (flow != null) {
            flow.cancel(false);
            flow = null;
        }
        producer.flush();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close(Duration.ofSeconds(1));
    }
}
