// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.proxy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MemoryRecordsBuilder;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;

/**
 * Takes single records out of batches. The broker wants the sequence numbers of an idempotent producer without a gap, so the
 * numbers of all later records of that producer and partition are lowered. A batch that is sent again loses the same records.
 */
final class Thinning {

    private final Map<Stream, Lost> streams = new HashMap<>();

    private record Stream(long producer, short epoch, TopicPartition partition) {}

    private static final class Lost {

        private int highest = RecordBatch.NO_SEQUENCE;
        private final TreeSet<Integer> sequences = new TreeSet<>();
    }

    /** Whether sequence numbers have to be lowered from now on. */
    synchronized boolean hasBegun() {
        return !streams.isEmpty();
    }

    /** @return empty when nothing is left */
    synchronized Optional<MemoryRecords> thin(TopicPartition partition, MemoryRecords records, RecordRule rule) {
        ByteBuffer left = ByteBuffer.allocate(records.sizeInBytes() * 2 + 1024);
        for (MutableRecordBatch batch : records.batches()) {
            thin(partition, batch, rule, left);
        }
        left.flip();
        return left.hasRemaining() ? Optional.of(MemoryRecords.readableRecords(left)) : Optional.empty();
    }

    private void thin(TopicPartition partition, MutableRecordBatch batch, RecordRule rule, ByteBuffer into) {
        Lost lost = streams.computeIfAbsent(
                new Stream(batch.producerId(), batch.producerEpoch(), partition), key -> new Lost());
        List<Record> kept = new ArrayList<>();
        for (Record record : batch) {
            if (record.sequence() > lost.highest) {
                lost.highest = record.sequence();
                if (rule.loses(partition.topic(), bytes(record.key()), bytes(record.value()))) {
                    lost.sequences.add(record.sequence());
                }
            }
            if (!lost.sequences.contains(record.sequence())) {
                kept.add(record);
            }
        }
        if (!kept.isEmpty()) {
            int before = lost.sequences.headSet(batch.baseSequence()).size();
            into.put(rebuilt(batch, kept, batch.baseSequence() - before));
        }
    }

    private static ByteBuffer rebuilt(RecordBatch batch, List<Record> records, int baseSequence) {
        MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(batch.sizeInBytes() + 512),
                batch.magic(),
                Compression.NONE,
                TimestampType.CREATE_TIME,
                0L,
                RecordBatch.NO_TIMESTAMP,
                batch.producerId(),
                batch.producerEpoch(),
                baseSequence,
                batch.isTransactional(),
                batch.partitionLeaderEpoch());
        records.forEach(record -> builder.append(record.timestamp(), record.key(), record.value(), record.headers()));
        return builder.build().buffer();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        return buffer == null ? new byte[0] : Utils.toArray(buffer);
    }
}
