// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.stack;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Records of a topic that its reader has not committed. */
public final class Lag {

    private final Admin admin;
    private final Topics topics;

    public Lag(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /** Of fanout and router together. */
    public long ofDelivery() throws InterruptedException {
        return of("posthorn-fanout", Topic.NOTIFICATIONS)
                + of("posthorn-router", Topic.INBOX)
                + of("posthorn-router", Topic.CONNECTIONS);
    }

    /** What is committed counts; a transaction's marker at the end is no record, and is never read. */
    public long ofHistory() throws InterruptedException {
        return Math.max(0, of(topics.historyGroup(), Topic.MESSAGES) - topics.partitions());
    }

    private long of(String group, Topic topic) throws InterruptedException {
        try {
            var committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, topics.partitions())
                    .mapToObj(partition -> new TopicPartition(topics.name(topic), partition))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            long lag = 0;
            for (var end : admin.listOffsets(ends).all().get().entrySet()) {
                var offset = committed.get(end.getKey());
                lag += end.getValue().offset() - (offset == null ? 0 : offset.offset());
            }
            return lag;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell how far group " + group + " has come", e);
        }
    }
}
