// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Records of one partition that are being handled.
 *
 * @param from offset of the first of them
 * @param next where reading goes on when they are done
 * @param since append time of the first of them, milliseconds since the epoch
 */
record Batch(
        long from,
        OffsetAndMetadata next,
        int records,
        long bytes,
        long since,
        AtomicBoolean ours,
        CompletableFuture<String> done) {

    static Batch begin(
            PartitionWork work,
            org.apache.kafka.common.TopicPartition partition,
            List<ConsumerRecord<byte[], byte[]>> records,
            OffsetAndMetadata next) {
        AtomicBoolean ours = new AtomicBoolean(true);
        long bytes = records.stream()
                .mapToLong(each -> Math.max(0, each.serializedValueSize()))
                .sum();
        return new Batch(
                records.get(0).offset(),
                next,
                records.size(),
                bytes,
                records.get(0).timestamp(),
                ours,
                work.process(partition, records, ours::get));
    }

    /** Why it will never be done; empty also while nobody knows. */
    Optional<String> stopped() {
        return done.isCompletedExceptionally()
                ? done.handle((text, failure) -> reason(failure)).join()
                : Optional.empty();
    }

    private static Optional<String> reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof PartitionStoppedException stopped
                ? Optional.ofNullable(stopped.getMessage())
                : Optional.empty();
    }

    boolean isDone() {
        return done.isDone();
    }

    /** The offset with the text of the work. @throws java.util.concurrent.CompletionException the work has failed */
    OffsetAndMetadata toCommit() {
        return new OffsetAndMetadata(next.offset(), next.leaderEpoch(), done.join());
    }

    void abandon() {
        ours.set(false);
    }
}
