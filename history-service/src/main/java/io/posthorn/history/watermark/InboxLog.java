// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.erasure;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.watermark.Watermark;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far a user's inbox has come, and how much of it is written. */
final class InboxLog {

    private static final long TIMEOUT_SECONDS = 10;

    private final Map<String, Object> clients;
    private final Topics topics;

    /** @param clients how Kafka is reached */
    InboxLog(Map<String, Object> clients, Topics topics) {
        this.clients = Map.copyOf(clients);
        this.topics = topics;
    }

    /**
     * The newest record of the partition of the user's inbox; all of earlier eras when there is none.
     *
     * @throws LogAwayException Kafka does not answer
     */
    Position end(String user, Instant now) {
        TopicPartition partition = new TopicPartition(topics.name(Topic.INBOX), partition(user));
        try (Admin admin = Admin.create(clients)) {
            long end = answer(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .partitionResult(partition))
                    .offset();
            return end == 0
                    ? Positions.of(topics.era() - 1, Long.MAX_VALUE, now.toEpochMilli())
                    : Positions.of(topics.era(), end - 1, now.toEpochMilli());
        }
    }

    /**
     * Whether every message up to there is in Cassandra, or will never be.
     *
     * @throws LogAwayException Kafka does not answer
     */
    boolean isWritten(String user, Position upTo) {
        if (upTo.getEra() < topics.era()) {
            return true;
        }
        TopicPartition partition = new TopicPartition(topics.name(Topic.MESSAGES), partition(user));
        try (Admin admin = Admin.create(clients)) {
            OffsetAndMetadata committed = answer(admin.listConsumerGroupOffsets(topics.historyGroup())
                            .partitionsToOffsetAndMetadata())
                    .get(partition);
            return committed != null
                    && !Positions.isAfter(
                            upTo, Watermark.parse(committed.metadata()).reached());
        }
    }

    private int partition(String user) {
        return UserPartitioner.partition(user, topics.partitions());
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogAwayException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new LogAwayException(e);
        }
    }
}
