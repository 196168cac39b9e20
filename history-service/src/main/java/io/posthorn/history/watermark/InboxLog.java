// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.watermark;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.consuming.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the inbox has come, and how much of it is written. Asks Kafka, on the caller's thread.
 *
 * <p>Every method throws a {@link LogAwayException} when Kafka does not answer within some seconds.
 */
public final class InboxLog implements AutoCloseable {

    private static final int TIMEOUT_MS = 5_000;
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));
    private static final long NONE = -1;

    private final Map<String, Object> clients;
    private final Topics topics;
    private final RecordLook look;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param clients how Kafka is reached */
    InboxLog(Map<String, Object> clients, Topics topics) {
        Map<String, Object> impatient = new HashMap<>(clients);
        impatient.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        impatient.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        this.clients = Map.copyOf(impatient);
        this.topics = topics;
        this.look = new RecordLook(this.clients);
    }

    /** On which a user's inbox is. */
    public int partition(String user) {
        return UserPartitioner.partition(user, topics.partitions());
    }

    public Set<Integer> partitions() {
        return IntStream.range(0, topics.partitions()).boxed().collect(Collectors.toSet());
    }

    /** The newest record of the partition of the user's inbox; all of earlier eras when there is none. */
    public Position end(String user, Instant now) {
        int partition = partition(user);
        return asking(
                admin -> place(latest(admin, Topic.INBOX, Set.of(partition)).get(partition), now));
    }

    /** Whether every message of the user's partition up to there is in Cassandra, or will never be. */
    public boolean isWritten(String user, Position upTo) {
        return asking(admin -> isWritten(admin, Map.of(partition(user), upTo)));
    }

    /**
     * Waits until every message that some partitions were given before a time is in Cassandra, or will never be.
     *
     * @param before has passed
     * @return false: they are not, in that time
     */
    public boolean awaitWritten(Collection<Integer> partitions, Instant before, Duration atMost) {
        long began = System.nanoTime();
        return asking(admin -> {
            Map<Integer, Position> upTo = ends(admin, partitions, before);
            int attempt = 1;
            while (!isWritten(admin, upTo)) {
                Duration pause = PAUSES.pause(attempt++);
                if (System.nanoTime() - began + pause.toNanos() > atMost.toNanos() || closesWithin(pause)) {
                    return false;
                }
            }
            return true;
        });
    }

    private boolean closesWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogAwayException(e);
        }
    }

    private Map<Integer, Position> ends(Admin admin, Collection<Integer> partitions, Instant before) {
        Map<Integer, Long> firstNotBefore =
                offsets(admin, Topic.INBOX, partitions, OffsetSpec.forTimestamp(before.toEpochMilli()));
        // Asked last: a record too many is waited for, none too few.
        Map<Integer, Long> ends = latest(admin, Topic.INBOX, partitions);
        return partitions.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        each -> place(
                                firstNotBefore.get(each) == NONE ? ends.get(each) : firstNotBefore.get(each), before)));
    }

    /** Of the last record before an offset. */
    private Position place(long end, Instant at) {
        return end == 0
                ? Positions.of(topics.era() - 1, Long.MAX_VALUE, at.toEpochMilli())
                : Positions.of(topics.era(), end - 1, at.toEpochMilli());
    }

    private boolean isWritten(Admin admin, Map<Integer, Position> upTo) {
        Map<TopicPartition, OffsetAndMetadata> read = committed(admin, topics.historyGroup());
        Map<Integer, Position> open = new HashMap<>(upTo);
        open.entrySet().removeIf(each -> passage(each.getKey(), read, Map.of()).covers(each.getValue()));
        return open.isEmpty() || !mayComeFurther(admin, open, read);
    }

    private boolean mayComeFurther(
            Admin admin, Map<Integer, Position> upTo, Map<TopicPartition, OffsetAndMetadata> read) {
        // What the router has said of the inbox was in its messages before it committed its place there.
        Map<TopicPartition, OffsetAndMetadata> routed = committed(admin, topics.routerGroup());
        Map<Integer, Long> ends = latest(admin, Topic.MESSAGES, upTo.keySet());
        Map<TopicPartition, Stretch> stretches = new HashMap<>();
        upTo.forEach((partition, place) -> {
            Passage passage = passage(partition, read, routed);
            stretches.put(topicPartition(Topic.INBOX, partition), passage.unrouted(place, topics.era()));
            stretches.put(topicPartition(Topic.MESSAGES, partition), passage.unwritten(ends.get(partition)));
        });
        return look.mayFind(stretches);
    }

    private Passage passage(
            int partition, Map<TopicPartition, OffsetAndMetadata> read, Map<TopicPartition, OffsetAndMetadata> routed) {
        OffsetAndMetadata history = read.get(topicPartition(Topic.MESSAGES, partition));
        OffsetAndMetadata router = routed.get(topicPartition(Topic.INBOX, partition));
        return new Passage(
                history == null ? Watermark.START : Watermark.parse(history.metadata()),
                router == null ? 0 : router.offset(),
                history == null ? 0 : history.offset());
    }

    private TopicPartition topicPartition(Topic topic, int partition) {
        return new TopicPartition(topics.name(topic), partition);
    }

    private Map<Integer, Long> latest(Admin admin, Topic topic, Collection<Integer> partitions) {
        return offsets(admin, topic, partitions, OffsetSpec.latest());
    }

    private Map<Integer, Long> offsets(Admin admin, Topic topic, Collection<Integer> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(each -> topicPartition(topic, each), each -> which));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                answer(admin.listOffsets(asked).all());
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        each -> each.getKey().partition(),
                        each -> each.getValue().offset()));
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, String group) {
        return answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    }

    private <T> T asking(Function<Admin, T> question) {
        try (Admin admin = Admin.create(clients)) {
            return question.apply(admin);
        } catch (KafkaException e) {
            throw new LogAwayException(e);
        }
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(2L * TIMEOUT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogAwayException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new LogAwayException(e);
        }
    }

    /** Nobody waits any longer. */
    @Override
    public void close() {
        closing.countDown();
    }
}
