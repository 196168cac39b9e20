// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class ThinningTest {

    private static final TopicPartition PLACE = new TopicPartition("letters", 0);
    private static final RecordRule VOWELS =
            (topic, key, value) -> "aeiou".contains(new String(value, StandardCharsets.UTF_8));
    private static final RecordRule NOTHING = (topic, key, value) -> false;

    private final Thinning thinning = new Thinning();

    @Test
    void takesOutWhatTheRuleNames() {
        assertThat(values(thin(VOWELS, 0, "a", "b", "c"))).containsExactly("b", "c");
    }

    @Test
    void leavesNoGapInTheSequenceNumbers() {
        thin(VOWELS, 0, "a", "b", "e");

        assertThat(sequences(thin(VOWELS, 3, "c", "i", "d"))).containsExactly(1, 2);
        assertThat(sequences(thin(NOTHING, 6, "f"))).containsExactly(3);
    }

    @Test
    void losesTheSameFromABatchThatIsSentAgain() {
        thin(VOWELS, 0, "a", "b");

        assertThat(values(thin(NOTHING, 0, "a", "b"))).containsExactly("b");
        assertThat(values(thin(VOWELS, 0, "a", "b"))).containsExactly("b");
    }

    @Test
    void saysWhenNothingIsLeft() {
        assertThat(thin(VOWELS, 0, "a", "e")).isEmpty();
        assertThat(sequences(thin(VOWELS, 2, "b"))).containsExactly(0);
    }

    @Test
    void beginsAgainWithANewEpoch() {
        thin(VOWELS, 0, "a");

        assertThat(sequences(thinning.thin(PLACE, batch((short) 1, 0, "b"), VOWELS)))
                .containsExactly(0);
    }

    private Optional<MemoryRecords> thin(RecordRule rule, int sequence, String... values) {
        return thinning.thin(PLACE, batch((short) 0, sequence, values), rule);
    }

    private static MemoryRecords batch(short epoch, int sequence, String... values) {
        SimpleRecord[] records = new SimpleRecord[values.length];
        for (int i = 0; i < values.length; i++) {
            records[i] = new SimpleRecord(values[i].getBytes(StandardCharsets.UTF_8));
        }
        return MemoryRecords.withIdempotentRecords(Compression.NONE, 7L, epoch, sequence, records);
    }

    private static List<String> values(Optional<MemoryRecords> records) {
        List<String> values = new ArrayList<>();
        records.orElseThrow().records().forEach(record -> values.add(text(record.value())));
        return values;
    }

    private static List<Integer> sequences(Optional<MemoryRecords> records) {
        Iterable<? extends RecordBatch> batches = records.orElseThrow().batches();
        List<Integer> sequences = new ArrayList<>();
        StreamSupport.stream(batches.spliterator(), false)
                .peek(RecordBatch::ensureValid)
                .forEach(batch -> batch.forEach(record -> sequences.add(record.sequence())));
        return sequences;
    }

    private static String text(ByteBuffer buffer) {
        return new String(Utils.toArray(buffer), StandardCharsets.UTF_8);
    }
}
