// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import io.posthorn.testkit.servers.KafkaSpace;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** Topics as an operator sees and breaks them. */
final class Log implements AutoCloseable {

    private final Admin admin;

    Log(KafkaSpace kafka) {
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    /** By partition. */
    Map<Integer, Long> starts(String topic) {
        return offsets(topic, OffsetSpec.earliest());
    }

    Map<Integer, Long> ends(String topic) {
        return offsets(topic, OffsetSpec.latest());
    }

    private Map<Integer, Long> offsets(String topic, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions(topic).stream().collect(Collectors.toMap(Function.identity(), each -> which));
        Map<Integer, Long> offsets = new TreeMap<>();
        answer(admin.listOffsets(asked).all())
                .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
        return offsets;
    }

    private Set<TopicPartition> partitions(String topic) {
        return answer(admin.describeTopics(Set.of(topic)).allTopicNames()).get(topic).partitions().stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .collect(Collectors.toSet());
    }

    void delete(String topic) {
        answer(admin.deleteTopics(Set.of(topic)).all());
    }

    /** All that is there. */
    void empty(String topic) {
        Map<TopicPartition, RecordsToDelete> all = partitions(topic).stream()
                .collect(Collectors.toMap(Function.identity(), each -> RecordsToDelete.beforeOffset(-1)));
        answer(admin.deleteRecords(all).all());
    }

    void configure(String topic, String setting, String value) {
        var change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        answer(admin.incrementalAlterConfigs(
                        Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), Set.of(change)))
                .all());
    }

    void commit(String group, String topic, Map<Integer, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
        offsets.forEach(
                (partition, offset) -> places.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
        answer(admin.alterConsumerGroupOffsets(group, places).all());
    }

    /** For each partition of the topic that has one. */
    Map<Integer, Long> committed(String group, String topic) {
        Map<Integer, Long> places = new TreeMap<>();
        answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (partition.topic().equals(topic) && offset != null) {
                        places.put(partition.partition(), offset.offset());
                    }
                });
        return places;
    }

    void forgetPlaces(String group) {
        answer(admin.deleteConsumerGroups(Set.of(group)).all());
    }

    private static <T> T answer(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
