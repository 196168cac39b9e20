// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** What an operator, or time, does to topics and to the places of their readers. */
final class TopicSurgery implements AutoCloseable {

    private final Admin admin;

    TopicSurgery(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** As if a retention had passed: all that the topic holds is gone. */
    void empty(String topic) {
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        ends(topic).forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end)));
        done(admin.deleteRecords(all).all());
    }

    /** The topic goes; its name is free when this returns. */
    void delete(String topic) {
        done(admin.deleteTopics(List.of(topic)).all());
    }

    /** The group, which nobody is in at the moment, reads on with the oldest record that is there. */
    void rewind(String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> starts = offsets(topic, OffsetSpec.earliest()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, start -> new OffsetAndMetadata(start.getValue())));
        done(admin.alterConsumerGroupOffsets(group, starts).all());
    }

    boolean isEmpty(String group) {
        return done(admin.describeConsumerGroups(List.of(group)).all())
                .get(group)
                .members()
                .isEmpty();
    }

    /** Whether the group has read all that the topic holds at this moment. */
    boolean isAtTheEnd(String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                done(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends(topic).entrySet().stream()
                .allMatch(end -> committed.containsKey(end.getKey())
                        && committed.get(end.getKey()).offset() >= end.getValue());
    }

    private Map<TopicPartition, Long> ends(String topic) {
        return offsets(topic, OffsetSpec.latest());
    }

    private Map<TopicPartition, Long> offsets(String topic, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions(topic).stream().collect(Collectors.toMap(partition -> partition, partition -> which));
        return done(admin.listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private List<TopicPartition> partitions(String topic) {
        return done(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static <T> T done(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refused: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Kafka works", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
