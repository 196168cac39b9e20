// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.consuming.PartitionWork;
import io.posthorn.history.moment.Moments;
import io.posthorn.history.moment.RecentMoments;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.store.StoreAwayException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is kept, and puts on record where times lie in the log.
 *
 * <p>Each row says up to where it counts. Killed between any two of a batch's writes, or before its offsets are committed, the
 * next owner reads the batch again, and a row counts only what it has not.
 */
final class CountingWork implements PartitionWork {

    private final DeliveryClasses classes;
    private final Prepared<Counts> counts;
    private final Prepared<Moments> moments;
    private final Insistence insistence;
    private final Availability availability;
    private final Map<TopicPartition, Known> owned = new ConcurrentHashMap<>();

    CountingWork(
            DeliveryClasses classes,
            Prepared<Counts> counts,
            Prepared<Moments> moments,
            Insistence insistence,
            Availability availability) {
        this.classes = classes;
        this.counts = counts;
        this.moments = moments;
        this.insistence = insistence;
        this.availability = availability;
    }

    @Override
    public CompletableFuture<String> process(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier ours) {
        Known known = owned.computeIfAbsent(partition, each -> new Known());
        Map<Kept.Cell, List<Kept>> touched = new LinkedHashMap<>();
        List<CompletableFuture<?>> writes = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Kept.of(record.value(), record.partition(), record.offset(), classes)
                    .ifPresent(kept -> {
                        if (kept.isCounted()) {
                            touched.computeIfAbsent(kept.cell(), cell -> new ArrayList<>())
                                    .add(kept);
                        }
                        if (known.isNewMoment(kept.position())) {
                            writes.add(mark(record.partition(), kept.position(), ours));
                        }
                    });
        }
        touched.forEach((cell, kept) -> writes.add(count(known, cell, kept, ours)));
        return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).thenApply(done -> "");
    }

    private CompletableFuture<?> mark(int partition, Position position, BooleanSupplier ours) {
        return insist(() -> moments.get().mark(partition, position), ours);
    }

    private CompletableFuture<?> count(Known known, Kept.Cell cell, List<Kept> kept, BooleanSupplier ours) {
        return before(known, cell, ours).thenCompose(before -> {
            Count after = kept.stream().reduce(before, Count::with, (one, other) -> other);
            return insist(() -> counts.get().insert().execute(cell, after), ours)
                    .thenAccept(done -> known.counts.put(cell, after));
        });
    }

    private CompletableFuture<Count> before(Known known, Kept.Cell cell, BooleanSupplier ours) {
        Count remembered = known.counts.get(cell);
        return remembered != null
                ? CompletableFuture.completedFuture(remembered)
                : insist(() -> counts.get().count().execute(cell), ours);
    }

    private <T> CompletableFuture<T> insist(Supplier<CompletionStage<T>> statement, BooleanSupplier ours) {
        return insistence.until(
                attempt -> begin(statement).whenComplete((done, failure) -> report(failure, ours)), ours);
    }

    /** What is thrown is a failure too, and is reported as one. */
    private static <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> statement) {
        try {
            return statement.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void report(@Nullable Throwable failure, BooleanSupplier ours) {
        if (failure == null) {
            availability.answered(Availability.Asker.COUNTS);
        } else if (ours.getAsBoolean() && !(failure instanceof StoreAwayException)) {
            // That there is no connection yet is reported by who tries to make it.
            availability.failed(Availability.Asker.COUNTS, failure);
        }
    }

    /** Others may have counted meanwhile. */
    @Override
    public void assigned(TopicPartition partition, String text) {
        owned.put(partition, new Known());
    }

    @Override
    public void revoked(TopicPartition partition) {
        owned.remove(partition);
        nothingWaits();
    }

    @Override
    public void committed(TopicPartition partition, String text) {
        nothingWaits();
    }

    /** No row is waiting to be written, so what failed last says nothing of now. */
    private void nothingWaits() {
        availability.satisfied(Availability.Asker.COUNTS);
    }

    /** Of one partition, as long as it is ours: one batch at a time, but in any thread. */
    private static final class Known {

        private final Map<Kept.Cell, Count> counts = new ConcurrentHashMap<>();
        private final RecentMoments moments = new RecentMoments();

        boolean isNewMoment(Position position) {
            return moments.add(position);
        }
    }
}
