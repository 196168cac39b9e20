// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.janitor;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Finds out for each partition of a topic what may go. */
final class Trims {

    private static final long TIMEOUT_SECONDS = 30;
    private static final long NONE = -1;

    private final Admin admin;
    private final Topics topics;
    private final Readers readers;

    Trims(Admin admin, Topics topics, Readers readers) {
        this.admin = admin;
        this.topics = topics;
        this.readers = readers;
    }

    /** @param young milliseconds since the epoch: what was appended then or later stays */
    Map<TopicPartition, Trim> of(Topic topic, long young)
            throws InterruptedException, ExecutionException, TimeoutException {
        // What readers have done is asked first: all that comes after it can only add to the log.
        Map<TopicPartition, List<OptionalLong>> consumed = consumed(topic);
        Map<TopicPartition, Long> starts = offsets(consumed, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(consumed, OffsetSpec.latest());
        Map<TopicPartition, Long> firstYoung = offsets(consumed, OffsetSpec.forTimestamp(young));
        Map<TopicPartition, Trim> trims = new HashMap<>();
        consumed.forEach((partition, bounds) -> {
            long first = firstYoung.get(partition);
            trims.put(partition, Trim.of(starts.get(partition), first == NONE ? ends.get(partition) : first, bounds));
        });
        return trims;
    }

    private Map<TopicPartition, List<OptionalLong>> consumed(Topic topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<Map<TopicPartition, OffsetAndMetadata>> committed = new ArrayList<>();
        for (String group : readers.groups().get(topic)) {
            committed.add(answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()));
        }
        Map<Integer, Position> persisted =
                topic == Topic.INBOX ? readers.persisted().get() : Map.of();
        Map<TopicPartition, List<OptionalLong>> consumed = new HashMap<>();
        for (int i = 0; i < topics.partitions(topic); i++) {
            TopicPartition partition = new TopicPartition(topics.name(topic), i);
            List<OptionalLong> bounds = new ArrayList<>();
            for (Map<TopicPartition, OffsetAndMetadata> each : committed) {
                OffsetAndMetadata offset = each.get(partition);
                bounds.add(offset == null ? OptionalLong.empty() : OptionalLong.of(offset.offset()));
            }
            if (topic == Topic.INBOX) {
                bounds.add(Trim.persisted(persisted.getOrDefault(i, Position.getDefaultInstance()), topics.era()));
            }
            consumed.put(partition, bounds);
        }
        return consumed;
    }

    private Map<TopicPartition, Long> offsets(Map<TopicPartition, ?> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.keySet().stream().collect(Collectors.toMap(Function.identity(), each -> which));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                answer(admin.listOffsets(asked).all());
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().offset()));
    }

    private static <T> T answer(KafkaFuture<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
