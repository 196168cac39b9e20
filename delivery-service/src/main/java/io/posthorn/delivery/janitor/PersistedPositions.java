// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.janitor;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Persisted;
import io.posthorn.contracts.v1.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the newest records of {@code posthorn.persisted}: what history has written of each partition. */
final class PersistedPositions {

    private static final Logger LOG = LoggerFactory.getLogger(PersistedPositions.class);
    /** The last of a partition says it all; some more for the case that it cannot be read. */
    private static final long NEWEST = 20;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Map<String, Object> clients;
    private final String topic;

    PersistedPositions(Map<String, Object> clients, String topic) {
        this.clients = clients;
        this.topic = topic;
    }

    /** By partition; absent: nothing is known to be written. */
    Map<Integer, Position> read() {
        Map<Integer, Position> positions = new HashMap<>();
        try (var consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            ends.forEach((each, end) -> consumer.seek(each, Math.max(starts.get(each), end - NEWEST)));
            long giveUp = System.nanoTime() + TIMEOUT.toNanos();
            while (ends.entrySet().stream().anyMatch(each -> consumer.position(each.getKey()) < each.getValue())) {
                consumer.poll(POLL).forEach(record -> take(record, positions));
                if (System.nanoTime() > giveUp) {
                    throw new KafkaException(topic + " could not be read to its end within " + TIMEOUT);
                }
            }
        }
        return positions;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(clients);
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "earliest");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, Map<Integer, Position> positions) {
        if (record.value() == null) {
            return;
        }
        try {
            Position upTo = Persisted.parseFrom(record.value()).getUpTo();
            positions.merge(record.partition(), upTo, (a, b) -> Positions.isAfter(b, a) ? b : a);
        } catch (InvalidProtocolBufferException e) {
            LOG.debug("{}-{}@{} says nothing", record.topic(), record.partition(), record.offset());
        }
    }
}
