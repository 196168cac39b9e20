// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.watermark;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks whether some stretches of the log hold a record. What a transaction aborted is none, nor is the mark of its end. */
final class RecordLook {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int BYTES_AT_ONCE = 256 << 10;

    private final Map<String, Object> clients;

    /** @param clients how Kafka is reached */
    RecordLook(Map<String, Object> clients) {
        this.clients = new HashMap<>(clients);
        this.clients.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.clients.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.clients.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // What was deleted since is no record.
        this.clients.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.clients.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, BYTES_AT_ONCE);
        this.clients.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, BYTES_AT_ONCE);
        this.clients.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10);
    }

    /** Also true when it cannot be known yet: a transaction has not ended, or there was too little time. */
    boolean mayFind(Map<TopicPartition, Stretch> stretches) {
        Map<TopicPartition, Stretch> open = new HashMap<>(stretches);
        open.values().removeIf(Stretch::isEmpty);
        if (open.isEmpty()) {
            return false;
        }
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(clients, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(open.keySet());
            open.forEach((partition, stretch) -> consumer.seek(partition, stretch.from()));
            return mayFind(consumer, open);
        }
    }

    private static boolean mayFind(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Stretch> open) {
        long began = System.nanoTime();
        while (!open.isEmpty()) {
            if (System.nanoTime() - began > PATIENCE.toNanos() || holdsOne(consumer.poll(POLL), open)) {
                return true;
            }
            open.entrySet()
                    .removeIf(each ->
                            consumer.position(each.getKey()) >= each.getValue().to());
            consumer.assign(open.keySet());
        }
        return false;
    }

    private static boolean holdsOne(ConsumerRecords<byte[], byte[]> records, Map<TopicPartition, Stretch> open) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Stretch stretch = open.get(new TopicPartition(record.topic(), record.partition()));
            if (stretch != null && record.offset() < stretch.to()) {
                return true;
            }
        }
        return false;
    }
}
