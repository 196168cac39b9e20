// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.load;

import io.posthorn.contracts.notification.NotificationReader;
import io.posthorn.crash.evidence.Identity;
import io.posthorn.crash.evidence.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends at a fixed rate on a thread of its own. What is due while the broker is away is kept and sent when it is back. */
public final class Load implements AutoCloseable {

    private static final Duration KEEPS_TRYING = Duration.ofMinutes(3);
    private static final Duration TO_END = Duration.ofSeconds(60);

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final Mix mix;
    private final Ledger ledger;
    private final long everyNanos;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "load");

    /** @param rate notifications in a second */
    private Load(Producer<byte[], byte[]> producer, String topic, Mix mix, Ledger ledger, int rate) {
        this.producer = producer;
        this.topic = topic;
        this.mix = mix;
        this.ledger = ledger;
        this.everyNanos = TimeUnit.SECONDS.toNanos(1) / rate;
    }

    /** @param rate notifications in a second */
    public static Load start(String bootstrapServers, String topic, Mix mix, Ledger ledger, int rate) {
        Load load = new Load(producer(bootstrapServers), topic, mix, ledger, rate);
        load.thread.start();
        return load;
    }

    public static Producer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        KEEPS_TRYING.toMillis(),
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) KEEPS_TRYING.toMillis(),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        20_000,
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        200),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private void run() {
        long due = System.nanoTime();
        while (!isStoppedBy(due)) {
            send(mix.next());
            due += everyNanos;
        }
    }

    private boolean isStoppedBy(long due) {
        try {
            return stopping.await(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private void send(Mix.Outgoing outgoing) {
        Identity identity = Identity.of(outgoing.notification());
        ledger.begun(outgoing.notification(), outgoing.users(), System.currentTimeMillis());
        var sent = new ProducerRecord<>(
                topic,
                outgoing.key().getBytes(StandardCharsets.UTF_8),
                outgoing.notification().toByteArray());
        sent.headers()
                .add(NotificationReader.CONTENT_TYPE, NotificationReader.PROTOBUF.getBytes(StandardCharsets.UTF_8));
        try {
            producer.send(sent, (metadata, failure) -> {
                if (failure == null) {
                    ledger.acked(identity, System.currentTimeMillis());
                }
            });
        } catch (KafkaException e) {
            // It stays in the ledger as one that Kafka may have or not.
        }
    }

    /** Returns when Kafka has everything, or has had long enough. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(TO_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(TO_END);
    }
}
