// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.keeping;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Bulkhead;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.store.StoreFailure;
import io.posthorn.history.tier.Tier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes receipts until Cassandra has them, or refuses one while it takes others. */
final class ReceiptWriter {

    /** Cassandra takes other rows, but not this one. */
    record Refusal(NewReceipt row, String detail) {}

    /** The statements of this path. */
    record Inserts(InsertReceipts receipts, InsertReceiptProbe probe) {}

    private final Prepared<Inserts> inserts;
    private final Tier tier;
    private final Bulkhead inFlight;
    private final Insistence insistence;
    private final Availability availability;
    private final InstantSource time;
    private final Counter written;
    private final Counter gone;
    private final Counter retries;

    ReceiptWriter(
            Prepared<Inserts> inserts,
            KeepingSettings settings,
            Insistence insistence,
            Availability availability,
            InstantSource time,
            MeterRegistry meters) {
        this.inserts = inserts;
        this.tier = settings.tier();
        this.inFlight = new Bulkhead(settings.inFlight());
        this.insistence = insistence;
        this.availability = availability;
        this.time = time;
        this.written = meters.counter("posthorn.history.receipts", "outcome", "written");
        this.gone = meters.counter("posthorn.history.receipts", "outcome", "gone");
        this.retries = meters.counter("posthorn.history.receipts.retries");
    }

    /**
     * @param rows of one partition
     * @param ours false: give up
     * @return those that are to be parked
     */
    CompletableFuture<List<Refusal>> write(List<NewReceipt> rows, BooleanSupplier ours) {
        Trial trial = new Trial();
        return insistence
                .until(attempt -> attempt(rows, trial, ours), ours)
                .thenCompose(
                        refused -> rows.size() > 1 && !refused.isEmpty() ? eachAlone(refused, ours) : done(refused));
    }

    /** A batch is refused as a whole: which of its rows is to blame? */
    private CompletableFuture<List<Refusal>> eachAlone(List<Refusal> refused, BooleanSupplier ours) {
        List<CompletableFuture<List<Refusal>>> each =
                refused.stream().map(one -> write(List.of(one.row()), ours)).toList();
        return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
                .thenApply(
                        all -> each.stream().flatMap(one -> one.join().stream()).collect(Collectors.toList()));
    }

    /** No row is waiting to be written, so what failed last says nothing of now. */
    void nothingWaits() {
        availability.satisfied(Availability.Asker.RECEIPTS);
    }

    private CompletionStage<List<Refusal>> attempt(List<NewReceipt> rows, Trial trial, BooleanSupplier ours) {
        return inFlight.run(() -> insert(rows), ours)
                .handle((written, failure) -> failure == null
                        ? done(List.of())
                        : judge(rows, trial.refused(StoreFailure.of(failure)), trial, failure))
                .thenCompose(refused -> refused);
    }

    private CompletionStage<Void> insert(List<NewReceipt> rows) {
        // Anew each time: while Cassandra is away, rows grow old.
        Instant now = time.instant();
        List<InsertReceipts.Living> living =
                rows.stream().flatMap(row -> living(row, now)).toList();
        if (living.isEmpty()) {
            gone.increment(rows.size());
            return CompletableFuture.completedFuture(null);
        }
        return inserts.get().receipts().execute(living).thenAccept(taken -> {
            written.increment(living.size());
            gone.increment(rows.size() - living.size());
            availability.answered(Availability.Asker.RECEIPTS);
        });
    }

    private Stream<InsertReceipts.Living> living(NewReceipt row, Instant now) {
        return tier.secondsLeft(row.appendedAt(), now).stream().mapToObj(left -> new InsertReceipts.Living(row, left));
    }

    private CompletableFuture<List<Refusal>> judge(
            List<NewReceipt> rows, Trial.Step step, Trial trial, Throwable failure) {
        return switch (step) {
            case LATER -> later(failure);
            case PROBE ->
                inserts.get()
                        .probe()
                        .execute(rows.get(0))
                        .toCompletableFuture()
                        .handle((taken, refusedToo) -> judge(rows, trial.probed(refusedToo == null), trial, failure))
                        .thenCompose(refused -> refused);
            case AGAIN -> again(failure);
            case GUILTY -> {
                String detail = StoreFailure.describe(failure);
                yield done(rows.stream().map(row -> new Refusal(row, detail)).toList());
            }
        };
    }

    private <T> CompletableFuture<T> later(Throwable failure) {
        // That there is no connection yet is reported by who tries to make it.
        if (inserts.isReady()) {
            availability.failed(Availability.Asker.RECEIPTS, failure);
        }
        return again(failure);
    }

    private <T> CompletableFuture<T> again(Throwable failure) {
        retries.increment();
        return CompletableFuture.failedFuture(failure);
    }

    private static CompletableFuture<List<Refusal>> done(List<Refusal> refused) {
        return CompletableFuture.completedFuture(refused);
    }
}
