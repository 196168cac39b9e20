// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * The places of one group in the topics that it must not skip anything of.
 *
 * <p>At the first start each gets the beginning of its partition. Kafka Streams commits nothing for a partition that was
 * always empty, so this is also what lets a lost place be told from one that never was.
 */
public final class Places {

    private static final long TIMEOUT_SECONDS = 15;

    private final Admin admin;
    private final String group;
    private final Set<String> topics;

    public Places(Admin admin, String group, Set<String> topics) {
        this.admin = admin;
        this.group = group;
        this.topics = topics;
    }

    /**
     * @throws LostPlaceException records between the group's place and the log are missing
     * @throws IllegalStateException Kafka did not answer, or another instance takes its first place at this moment
     */
    public void check() throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> first = new HashMap<>();
        List<String> lost = new ArrayList<>();
        beginnings().forEach((partition, beginning) -> {
            if (beginning instanceof Beginning.First start) {
                first.put(partition, new OffsetAndMetadata(start.offset()));
            } else if (beginning instanceof Beginning.Lost gone) {
                lost.add(partition + ": " + gone.what());
            }
        });
        if (!lost.isEmpty()) {
            throw new LostPlaceException(
                    "Group %s cannot go on from where it was. %s. Find out why; what to do: operations.md, 'A place in the log is lost'."
                            .formatted(group, lost.stream().sorted().collect(Collectors.joining("; "))));
        }
        if (!first.isEmpty()) {
            // Refused while the group has members: then one of them has done it, or does.
            answer(
                    "commit the first places",
                    admin.alterConsumerGroupOffsets(group, first).all());
        }
    }

    private Map<TopicPartition, Beginning> beginnings() throws InterruptedException {
        Map<TopicPartition, OptionalLong> committed = committed();
        Map<TopicPartition, Long> starts = offsets(committed.keySet(), OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(committed.keySet(), OffsetSpec.latest());
        Set<String> known = committed.entrySet().stream()
                .filter(each -> each.getValue().isPresent())
                .map(each -> each.getKey().topic())
                .collect(Collectors.toSet());
        Map<TopicPartition, Beginning> beginnings = new HashMap<>();
        committed.forEach((partition, place) -> beginnings.put(
                partition,
                Beginning.of(place, starts.get(partition), ends.get(partition), !known.contains(partition.topic()))));
        return beginnings;
    }

    private Map<TopicPartition, OptionalLong> committed() throws InterruptedException {
        var described =
                answer("describe " + topics, admin.describeTopics(topics).allTopicNames());
        Map<TopicPartition, OffsetAndMetadata> known = answer(
                "tell the offsets of " + group,
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, OptionalLong> committed = new HashMap<>();
        described.forEach((name, topic) -> topic.partitions().forEach(each -> {
            TopicPartition partition = new TopicPartition(name, each.partition());
            OffsetAndMetadata offset = known.get(partition);
            committed.put(partition, offset == null ? OptionalLong.empty() : OptionalLong.of(offset.offset()));
        }));
        return committed;
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(each -> each, each -> which));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                answer("tell the offsets of " + topics, admin.listOffsets(asked).all());
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().offset()));
    }

    private static <T> T answer(String what, KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not " + what + ": " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka did not " + what + " within " + TIMEOUT_SECONDS + " s", e);
        }
    }
}
