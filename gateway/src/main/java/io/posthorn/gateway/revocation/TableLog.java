// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.revocation;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.gateway.broker.BrokerClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes sessions and revocations. No call takes longer than half a second. */
public final class TableLog implements AutoCloseable {

    private static final int LINGER_MILLIS = 5;
    private static final int MAX_BLOCK_MILLIS = 500;
    private static final int REQUEST_MILLIS = 2_500;
    private static final int DELIVERY_MILLIS = 5_000;
    /** Weeks may pass between two revocations. */
    private static final long KNOWN_MILLIS = Duration.ofDays(30).toMillis();

    private static final Logger log = LoggerFactory.getLogger(TableLog.class);

    private final Producer<byte[], byte[]> producer;
    private final Topics topics;

    TableLog(BrokerClients clients, Topics topics) {
        this.topics = topics;
        this.producer = clients.producer(Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                LINGER_MILLIS,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                MAX_BLOCK_MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_MILLIS,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                DELIVERY_MILLIS,
                ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                KNOWN_MILLIS));
    }

    /** Learns where the topics are, so that who writes first need not wait for it. */
    void prepare() {
        for (Topic topic : List.of(Topic.SESSIONS, Topic.REVOCATIONS)) {
            try {
                producer.partitionsFor(topics.name(topic));
            } catch (KafkaException notYet) {
                log.debug("Whoever writes {} first waits for Kafka", topic, notYet);
            }
        }
    }

    /**
     * Complete once all replicas in sync have it, else with {@link NotWrittenException}.
     *
     * @param value absent: the entry of this key is gone
     */
    public CompletableFuture<Void> publish(Topic topic, byte[] key, byte @Nullable [] value) {
        CompletableFuture<Void> published = new CompletableFuture<>();
        int partition = UserPartitioner.partition(key, topics.partitions(topic));
        try {
            producer.send(new ProducerRecord<>(topics.name(topic), partition, key, value), (metadata, failure) -> {
                if (failure == null) {
                    published.complete(null);
                } else {
                    published.completeExceptionally(new NotWrittenException(failure));
                }
            });
        } catch (KafkaException | IllegalStateException refused) {
            published.completeExceptionally(new NotWrittenException(refused));
        }
        return published;
    }

    @Override
    public void close() {
        producer.close(Duration.ofMillis(REQUEST_MILLIS));
    }
}
