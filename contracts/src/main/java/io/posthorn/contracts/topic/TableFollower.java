// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import io.posthorn.contracts.topic.TableEnds.Reached;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics that are kept as tables: all of each from its beginning, then what comes.
 *
 * <p>Silence of a topic says nothing, so at every beat it asks where the topics end and tells the reader once all before that
 * is read. It asks for the ends of the logs and not of what is committed: behind a transaction that does not end there could
 * be something. A topic that is gone is made again, and whatever may have been missed is read again from the beginning; also
 * where somebody was faster, and its place in the log means something else now.
 */
public final class TableFollower implements Runnable, AutoCloseable {

    private static final int ANSWER_MILLIS = 5_000;

    /** What the consumer must be set to. */
    public static final Map<String, Object> CONSUMER = Map.of(
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            ANSWER_MILLIS);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PAUSE_MILLIS = 1_000;

    private final Consumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final Topics topics;
    private final Map<String, Topic> followed = new HashMap<>();
    private final Duration beat;
    private final TableReader reader;
    private final CountDownLatch stopping = new CountDownLatch(1);

    private @Nullable Asked asked;
    private long askedAt;
    /** Of what is read now; empty until the first answer. */
    private Map<String, Uuid> ids = Map.of();

    private record Asked(
            Map<TopicPartition, Long> positions,
            KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> ends,
            KafkaFuture<Map<String, TopicDescription>> topics) {

        boolean isAnswered() {
            return ends.isDone() && topics.isDone();
        }
    }

    /**
     * @param consumer with {@link #CONSUMER}; the follower's alone, as is the admin
     * @param beat how often the ends are asked for
     */
    public TableFollower(
            Consumer<byte[], byte[]> consumer,
            Admin admin,
            Topics topics,
            Collection<Topic> tables,
            Duration beat,
            TableReader reader) {
        this.consumer = consumer;
        this.admin = admin;
        this.topics = topics;
        tables.forEach(table -> followed.put(topics.name(table), table));
        this.beat = beat;
        this.reader = reader;
        this.askedAt = System.nanoTime() - beat.toNanos();
    }

    /** Until {@link #close}. */
    @Override
    public void run() {
        try (consumer;
                admin) {
            boolean begun = false;
            while (stopping.getCount() > 0) {
                begun = round(begun);
            }
        } catch (WakeupException | InterruptException | InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether it can go on where it is */
    private boolean round(boolean begun) throws InterruptedException {
        try {
            if (!begun) {
                begin();
            }
            read();
            return true;
        } catch (WakeupException | InterruptException stopped) {
            throw stopped;
        } catch (RuntimeException e) {
            asked = null;
            reader.failed(e);
            stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            return begun && isPassing(e);
        }
    }

    /** Kafka did not answer; if it did not because it has no such topic, nothing will come of waiting. */
    private static boolean isPassing(RuntimeException e) {
        return e instanceof TimeoutException && !(e.getCause() instanceof UnknownTopicOrPartitionException);
    }

    private void begin() throws InterruptedException {
        new TopicSetup(admin, topics).ensure(followed.values());
        List<TopicPartition> partitions = new ArrayList<>();
        followed.forEach((name, topic) -> IntStream.range(0, topics.partitions(topic))
                .forEach(partition -> partitions.add(new TopicPartition(name, partition))));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        ids = Map.of();
        positions();
    }

    private void read() throws InterruptedException {
        if (asked == null && System.nanoTime() - askedAt >= beat.toNanos()) {
            ask();
        }
        var records = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> each : records) {
            reader.apply(followed.get(each.topic()), each.key(), each.value());
        }
        if (!records.isEmpty()) {
            reader.changed();
        }
        if (asked != null && asked.isAnswered()) {
            hear(asked);
        }
    }

    /** That a question was not answered is no reason not to read on. */
    private void hear(Asked question) throws InterruptedException {
        try {
            judge(question);
        } catch (RuntimeException e) {
            if (!isPassing(e)) {
                throw e;
            }
            asked = null;
            reader.failed(e);
        }
    }

    private void ask() {
        askedAt = System.nanoTime();
        Map<TopicPartition, Long> positions = positions();
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        positions.keySet().forEach(partition -> ends.put(partition, OffsetSpec.latest()));
        asked = new Asked(
                positions,
                admin.listOffsets(ends, new ListOffsetsOptions().timeoutMs(ANSWER_MILLIS))
                        .all(),
                admin.describeTopics(followed.keySet(), new DescribeTopicsOptions().timeoutMs(ANSWER_MILLIS))
                        .allTopicNames());
    }

    private void judge(Asked question) throws InterruptedException {
        requireSame(answer(question.topics()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        answer(question.ends()).forEach((partition, end) -> ends.put(partition, end.offset()));
        Reached reached = TableEnds.judge(question.positions(), ends, positions());
        if (reached == Reached.CUT) {
            throw new IllegalStateException("a log was cut: " + followed.keySet());
        }
        if (reached == Reached.READ) {
            asked = null;
            reader.readUpTo(askedAt);
        }
    }

    private void requireSame(Map<String, TopicDescription> topicsNow) {
        Map<String, Uuid> idsNow = new HashMap<>();
        topicsNow.forEach((name, topic) -> idsNow.put(name, topic.topicId()));
        if (!ids.isEmpty() && !ids.equals(idsNow)) {
            throw new IllegalStateException("a topic was deleted and created again: " + followed.keySet());
        }
        ids = idsNow;
    }

    private static <T> T answer(KafkaFuture<T> asked) throws InterruptedException {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    private Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        consumer.assignment().forEach(partition -> positions.put(partition, consumer.position(partition)));
        return positions;
    }

    /** May be called by any thread. */
    @Override
    public void close() {
        stopping.countDown();
        consumer.wakeup();
    }
}
