// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.gateway.broker.BrokerClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One plain idempotent producer for {@code posthorn.connections}; not transactional, so that the router reads at once.
 *
 * <p>It waits a few milliseconds at most: its metadata is fetched before the first event and kept from expiring.
 */
final class EventProducer {

    private static final Logger log = LoggerFactory.getLogger(EventProducer.class);
    private static final int MAX_BLOCK_MILLIS = 5;
    private static final long WARM_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long COMPLAIN_NANOS = Duration.ofSeconds(5).toNanos();

    private final BrokerClients clients;
    private final EventSettings settings;
    private final String topic;
    private final int partitions;
    private final Counter published;
    private final Counter failed;
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private long warmedAt;
    private volatile long complainedAt = System.nanoTime() - COMPLAIN_NANOS;

    EventProducer(BrokerClients clients, Topics topics, EventSettings settings, MeterRegistry meters) {
        this.clients = clients;
        this.settings = settings;
        this.topic = topics.name(Topic.CONNECTIONS);
        this.partitions = topics.partitions(Topic.CONNECTIONS);
        this.published = Counter.builder("posthorn.gateway.events.published")
                .description("Connection events handed to the producer")
                .register(meters);
        this.failed = Counter.builder("posthorn.gateway.events.failed")
                .description("Connection events that did not get into the log, as far as is known")
                .register(meters);
    }

    /** Blocks until the topic's metadata is there. */
    void connect() throws InterruptedException {
        if (producer == null) {
            producer = clients.producer(Map.of(
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    true,
                    ProducerConfig.LINGER_MS_CONFIG,
                    (int) settings.linger().toMillis(),
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    MAX_BLOCK_MILLIS,
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    (int) (settings.deliveryTimeout().toMillis()
                                    - settings.linger().toMillis())
                            / 2,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    (int) settings.deliveryTimeout().toMillis()));
        }
        while (!metadataIsThere()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Asks for the metadata from time to time: unused, Kafka's client forgets it after five minutes. */
    void keepWarm() {
        if (System.nanoTime() - warmedAt > WARM_NANOS) {
            metadataIsThere();
            warmedAt = System.nanoTime();
        }
    }

    private boolean metadataIsThere() {
        try {
            return !connected().partitionsFor(topic).isEmpty();
        } catch (org.apache.kafka.common.errors.TimeoutException notYet) {
            return false;
        }
    }

    void send(ConnectionEvent event, Runnable onFailure) {
        byte[] user = event.getUser().getBytes(StandardCharsets.UTF_8);
        int partition = UserPartitioner.partition(user, partitions);
        published.increment();
        unanswered.incrementAndGet();
        try {
            connected().send(new ProducerRecord<>(topic, partition, user, event.toByteArray()), (metadata, failure) -> {
                unanswered.decrementAndGet();
                if (failure != null) {
                    fail(failure, onFailure);
                }
            });
        } catch (KafkaException | IllegalStateException refused) {
            unanswered.decrementAndGet();
            fail(refused, onFailure);
        }
    }

    /** Events that Kafka has not answered for yet. */
    int unanswered() {
        return unanswered.get();
    }

    void countFailure() {
        failed.increment();
    }

    private void fail(Exception failure, Runnable onFailure) {
        countFailure();
        if (System.nanoTime() - complainedAt >= COMPLAIN_NANOS) {
            complainedAt = System.nanoTime();
            log.warn("Connection events cannot be published to {}; their connections are closed", topic, failure);
        }
        onFailure.run();
    }

    void close(Duration timeout) {
        Producer<byte[], byte[]> open = producer;
        if (open != null) {
            open.close(timeout);
        }
    }

    private Producer<byte[], byte[]> connected() {
        Producer<byte[], byte[]> connected = producer;
        if (connected == null) {
            throw new IllegalStateException("events are published only after start");
        }
        return connected;
    }
}
