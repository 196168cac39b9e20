// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.LeaseRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves the clock of the leases even when no gateway is left to move it. */
public final class RouterBeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RouterBeat.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final byte[] key;
    private final byte[] value;
    private final ScheduledExecutorService beats =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "router-beat"));

    public RouterBeat(Producer<byte[], byte[]> producer, Topics topics, String instance) {
        this.producer = producer;
        this.topic = topics.name(Topic.GATEWAYS);
        this.key = ("router-" + instance).getBytes(StandardCharsets.UTF_8);
        this.value = LeaseRecord.newBuilder()
                .setBeat(io.posthorn.contracts.v1.RouterBeat.newBuilder().setInstance(instance))
                .build()
                .toByteArray();
    }

    /** To be called once the topics exist. */
    public void start() {
        beats.scheduleWithFixedDelay(this::beat, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            producer.send(new ProducerRecord<>(topic, key, value));
        } catch (KafkaException e) {
            LOG.debug("A beat was not sent; the next one follows", e);
        }
    }

    @Override
    public void close() {
        beats.shutdownNow();
    }
}
