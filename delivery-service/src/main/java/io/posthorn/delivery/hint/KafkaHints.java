// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.hint;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.ReplayRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hints through one plain idempotent producer beside Kafka Streams, outside its transactions.
 *
 * <p>A send never waits: it goes only to topics whose metadata a background thread has fetched and keeps, and the
 * producer's {@code max.block.ms} is a few milliseconds for the case that its buffer is full.
 */
public final class KafkaHints implements Hints, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaHints.class);
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final Duration FIRST_RETRY = Duration.ofMillis(20);

    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final Set<String> warm = ConcurrentHashMap.newKeySet();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final Set<String> warming = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService warmer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "hints-metadata"));
    private final Counter refused;
    private final Counter lost;

    public KafkaHints(Producer<byte[], byte[]> producer, Topics topics, MeterRegistry metrics) {
        this.producer = producer;
        this.topics = topics;
        this.refused = metrics.counter("posthorn.hints.refused");
        this.lost = metrics.counter("posthorn.hints.lost");
    }

    /** To be called once the topics exist: asking for the metadata of one that is missing may create it. */
    public void start() {
        warm(topics.name(Topic.REPLAY));
    }

    /** Makes hints for this gateway possible, again if its topic was gone; cheap when they are already. */
    public void gatewaySeen(String gateway) {
        if (!Topics.isGateway(gateway)) {
            // One name that Kafka refuses spoils the metadata of all others.
            return;
        }
        String topic = topics.gateway(gateway);
        warm(topic);
        if (gone.remove(topic)) {
            warmer.execute(() -> isThere(topic));
        }
    }

    private void warm(String topic) {
        if (warming.add(topic)) {
            warmer.execute(() -> fetchMetadata(topic, FIRST_RETRY));
        }
    }

    /** A send to a topic that was deleted waits for its metadata, each time anew: none goes there until it is back. */
    private void cool(String topic) {
        if (warm.remove(topic)) {
            gone.add(topic);
        }
    }

    private boolean isThere(String topic) {
        try {
            producer.partitionsFor(topic);
            warm.add(topic);
            return true;
        } catch (KafkaException e) {
            warm.remove(topic);
            gone.add(topic);
            return false;
        }
    }

    private void fetchMetadata(String topic, Duration retry) {
        Duration next = isThere(topic) ? REFRESH : retry;
        Duration doubled = retry.multipliedBy(2);
        Duration later = next == REFRESH ? FIRST_RETRY : doubled.compareTo(REFRESH) < 0 ? doubled : REFRESH;
        warmer.schedule(() -> fetchMetadata(topic, later), next.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean deliver(String gateway, String connection, Delivery delivery) {
        return send(topics.gateway(gateway), connection, delivery.toByteArray());
    }

    @Override
    public boolean replay(ReplayRequest request) {
        return send(topics.name(Topic.REPLAY), request.getUser(), request.toByteArray());
    }

    private boolean send(String topic, String key, byte[] value) {
        if (!warm.contains(topic)) {
            refused.increment();
            return false;
        }
        try {
            Future<?> sent = producer.send(
                    new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value), (record, failure) -> {
                        if (failure != null) {
                            lost.increment();
                            if (failure instanceof TimeoutException && !(failure instanceof BufferExhaustedException)) {
                                cool(topic);
                            }
                            LOG.debug("A hint to {} was lost; the sweep sends it again", topic, failure);
                        }
                    });
            // The producer tells of a full buffer through the future, at once; a send that went out takes longer.
            return !sent.isDone();
        } catch (KafkaException e) {
            refused.increment();
            LOG.debug("A hint to {} was refused; the sweep sends it again", topic, e);
            return false;
        }
    }

    @Override
    public void close() {
        warmer.shutdownNow();
        producer.close(Duration.ofSeconds(2));
    }
}
