// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is committed on one topic. Who asks again waits for the news only. */
final class TopicTail implements AutoCloseable {

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    TopicTail(String bootstrapServers, String topic) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest",
                        "fetch.max.wait.ms",
                        50),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** All of it, but for what was deleted, in the order of each partition. */
    List<ConsumerRecord<byte[], byte[]>> read() {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        records.removeIf(each -> each.offset() < begins.get(new TopicPartition(topic, each.partition())));
        return List.copyOf(records);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
