// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.store.StoreFailure;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** Writes a row until Cassandra has it, or refuses it while it takes others. */
final class RowWriter {

    /** So often may a row break something in Cassandra before it is the row that is suspected. */
    private static final int DOUBTS = 10;

    private final Prepared<Inserts> inserts;
    private final KnownSlices slices;
    private final Insistence insistence;
    private final Availability availability;
    private final Clock clock;
    private final Counter retries;

    RowWriter(
            Prepared<Inserts> inserts,
            KnownSlices slices,
            Insistence insistence,
            Availability availability,
            Clock clock,
            MeterRegistry meters) {
        this.inserts = inserts;
        this.slices = slices;
        this.insistence = insistence;
        this.availability = availability;
        this.clock = clock;
        this.retries = meters.counter("posthorn.history.retries");
    }

    /** @param ours false: give up */
    CompletableFuture<Outcome> write(NewRow row, BooleanSupplier ours) {
        return insistence.until(attempt -> attempt(row, attempt), ours);
    }

    /** No row is waiting to be written, so what failed last says nothing of now. */
    void nothingWaits() {
        availability.satisfied(Availability.Asker.WRITES);
    }

    private CompletionStage<Outcome> attempt(NewRow row, int attempt) {
        // Anew each time: while Cassandra is away, rows grow old.
        OptionalInt left = row.tier().secondsLeft(row.appendedAt(), clock.instant());
        if (left.isEmpty()) {
            return CompletableFuture.completedFuture(new Outcome.Gone());
        }
        return insert(row, left.getAsInt())
                .thenApply(written -> {
                    availability.answered(Availability.Asker.WRITES);
                    return (Outcome) new Outcome.Written();
                })
                .exceptionallyCompose(failure -> judge(row, left.getAsInt(), attempt, failure));
    }

    private CompletableFuture<Void> insert(NewRow row, int left) {
        try {
            Inserts ready = inserts.get();
            CompletableFuture<?> message = ready.message().execute(row, left).toCompletableFuture();
            if (slices.contains(row)) {
                return message.thenAccept(written -> {});
            }
            return message.thenCombine(ready.slice().execute(row), (written, indexed) -> indexed)
                    .thenAccept(indexed -> slices.add(row));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Outcome> judge(NewRow row, int left, int attempt, Throwable failure) {
        StoreFailure kind = StoreFailure.of(failure);
        if (kind == StoreFailure.AWAY || kind == StoreFailure.DOUBTFUL && attempt < DOUBTS) {
            return later(failure);
        }
        return inserts.get()
                .probe()
                .execute(row, left)
                .handle((taken, refusedToo) -> refusedToo == null
                        ? CompletableFuture.<Outcome>completedFuture(
                                new Outcome.Refused(StoreFailure.describe(failure)))
                        : later(failure))
                .thenCompose(outcome -> outcome);
    }

    private CompletableFuture<Outcome> later(Throwable failure) {
        retries.increment();
        // That there is no connection yet is reported by who tries to make it.
        if (!inserts.isReady()) {
            return CompletableFuture.failedFuture(failure);
        }
        availability.failed(Availability.Asker.WRITES, failure);
        return CompletableFuture.failedFuture(failure);
    }
}
