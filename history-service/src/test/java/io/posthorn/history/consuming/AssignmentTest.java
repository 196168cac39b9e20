// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is committed, and when reading waits; with the consumer that Kafka's own clients bring for tests. */
class AssignmentTest {

    private static final TopicPartition ONE = new TopicPartition("topic", 0);
    private static final TopicPartition OTHER = new TopicPartition("topic", 1);
    private static final int MAX_RECORDS = 3;
    private static final int MAX_BYTES = 1_000;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final Work work = new Work();
    private final Assignment assignment = new Assignment(
            new LoopSettings("loop", "topic", "group", Start.OnMissing.STOP, MAX_RECORDS, MAX_BYTES),
            consumer,
            work,
            new LoopStatus());

    /** A batch is done when a test says so. */
    private static final class Work implements PartitionWork {

        private final Map<TopicPartition, CompletableFuture<String>> batches = new HashMap<>();
        private final Map<TopicPartition, BooleanSupplier> ours = new HashMap<>();
        private final Map<TopicPartition, String> assigned = new HashMap<>();
        private final List<String> committed = new ArrayList<>();

        @Override
        public CompletableFuture<String> process(
                TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier stillOurs) {
            ours.put(partition, stillOurs);
            return batches.computeIfAbsent(partition, each -> new CompletableFuture<>());
        }

        @Override
        public void assigned(TopicPartition partition, String text) {
            assigned.put(partition, text);
        }

        @Override
        public void committed(TopicPartition partition, String text) {
            committed.add(partition.partition() + " " + text);
        }

        void end(TopicPartition partition, String text) {
            batches.get(partition).complete(text);
        }
    }

    @BeforeEach
    void assign() {
        consumer.assign(List.of(ONE, OTHER));
        consumer.updateBeginningOffsets(Map.of(ONE, 0L, OTHER, 0L));
        consumer.updateEndOffsets(Map.of(ONE, 100L, OTHER, 100L));
        consumer.commitSync(Map.of(ONE, new OffsetAndMetadata(5, "as it stood")));
        assignment.onPartitionsAssigned(List.of(ONE, OTHER));
    }

    private void begin(TopicPartition partition, int records, int bytesOfEach) {
        List<ConsumerRecord<byte[], byte[]>> all = LongStream.range(0, records)
                .mapToObj(offset -> new ConsumerRecord<byte[], byte[]>(
                        "topic",
                        partition.partition(),
                        offset,
                        1_000,
                        TimestampType.LOG_APPEND_TIME,
                        0,
                        bytesOfEach,
                        new byte[0],
                        new byte[bytesOfEach],
                        new RecordHeaders(),
                        Optional.empty()))
                .toList();
        assignment.begin(partition, all, new OffsetAndMetadata(50));
    }

    private Optional<OffsetAndMetadata> committed(TopicPartition partition) {
        return Optional.ofNullable(consumer.committed(Set.of(partition)).get(partition));
    }

    @Test
    void readingGoesOnWhereAnybodyHasCommittedWithTheTextThatStandsThere() {
        assertThat(consumer.position(ONE)).isEqualTo(5);
        assertThat(consumer.position(OTHER)).isZero();
        assertThat(work.assigned).containsExactlyInAnyOrderEntriesOf(Map.of(ONE, "as it stood", OTHER, ""));
    }

    @Test
    void nothingIsCommittedBeforeItIsDone() {
        begin(OTHER, 2, 10);
        assignment.commitDone();
        assertThat(committed(OTHER)).isEmpty();
        assertThat(work.committed).isEmpty();

        work.end(OTHER, "reached");
        assignment.commitDone();

        assertThat(committed(OTHER)).contains(new OffsetAndMetadata(50, "reached"));
        assertThat(work.committed).containsExactly("1 reached");
    }

    @Test
    void aPartitionWhoseBatchIsUnderWayIsNotRead() {
        begin(ONE, 1, 10);
        assignment.pauseAndResume();
        assertThat(consumer.paused()).containsExactly(ONE);

        work.end(ONE, "");
        assignment.commitDone();
        assignment.pauseAndResume();

        assertThat(consumer.paused()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3, 10", "1, 1000", "2, 500"})
    void whileSoMuchIsUnderWayNothingMoreIsRead(int records, int bytesOfEach) {
        begin(ONE, records, bytesOfEach);
        assignment.pauseAndResume();
        assertThat(consumer.paused()).containsExactlyInAnyOrder(ONE, OTHER);

        work.end(ONE, "");
        assignment.commitDone();
        assignment.pauseAndResume();

        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void ofWhatIsRevokedOnlyWhatIsDoneIsCommittedAndTheRestIsGivenUp() {
        begin(ONE, 1, 10);
        begin(OTHER, 1, 10);
        work.end(ONE, "reached");

        assignment.onPartitionsRevoked(List.of(ONE, OTHER));

        assertThat(committed(ONE)).contains(new OffsetAndMetadata(50, "reached"));
        assertThat(committed(OTHER)).isEmpty();
        assertThat(work.ours.get(OTHER).getAsBoolean()).isFalse();
        assertThat(assignment.isIdle()).isTrue();
    }

    @Test
    void whatIsLostIsSomebodyElsesAndNotCommitted() {
        begin(OTHER, 1, 10);
        work.end(OTHER, "reached");

        assignment.onPartitionsLost(List.of(OTHER));
        assignment.commitDone();

        assertThat(committed(OTHER)).isEmpty();
        assertThat(work.ours.get(OTHER).getAsBoolean()).isFalse();
    }

    @Test
    void recordsThatAreMissingStopTheirPartitionAlone() {
        consumer.updateBeginningOffsets(Map.of(ONE, 20L, OTHER, 0L));

        assignment.onPartitionsAssigned(List.of(ONE, OTHER));
        assignment.pauseAndResume();

        assertThat(consumer.paused()).containsExactly(ONE);
        assertThat(consumer.position(ONE)).isEqualTo(5);
    }
}
