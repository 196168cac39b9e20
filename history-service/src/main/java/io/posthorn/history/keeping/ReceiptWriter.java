// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.keeping;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.store.StoreFailure;
import io.posthorn.history.tier.Tier;
import java.time.Clock;
import java.time.Instant;
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

    /** So often may a row break something in Cassandra before it is the row that is suspected. */
    private static final int DOUBTS = 10;

    private final Prepared<Inserts> inserts;
    private final Tier tier;
    private final Insistence insistence;
    private final Availability availability;
    private final Clock clock;
    private final Counter written;
    private final Counter gone;
    private final Counter retries;

    ReceiptWriter(
            Prepared<Inserts> inserts,
            Tier tier,
            Insistence insistence,
            Availability availability,
            Clock clock,
            MeterRegistry meters) {
        this.inserts = inserts;
        this.tier = tier;
        this.insistence = insistence;
        this.availability = availability;
        this.clock = clock;
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
        return insistence
                .<List<Refusal>>until(attempt -> attempt(rows, attempt), ours)
                .thenCompose(refused -> refused.size() > 1 ? eachAlone(refused, ours) : done(refused));
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

    private CompletionStage<List<Refusal>> attempt(List<NewReceipt> rows, int attempt) {
        // Anew each time: while Cassandra is away, rows grow old.
        Instant now = clock.instant();
        List<InsertReceipts.Living> living =
                rows.stream().flatMap(row -> living(row, now)).toList();
        if (living.isEmpty()) {
            gone.increment(rows.size());
            return done(List.of());
        }
        return insert(living)
                .thenApply(taken -> {
                    written.increment(living.size());
                    gone.increment(rows.size() - living.size());
                    availability.answered(Availability.Asker.RECEIPTS);
                    return List.<Refusal>of();
                })
                .exceptionallyCompose(failure -> judge(living, attempt, failure));
    }

    private Stream<InsertReceipts.Living> living(NewReceipt row, Instant now) {
        return tier.secondsLeft(row.appendedAt(), now).stream().mapToObj(left -> new InsertReceipts.Living(row, left));
    }

    private CompletionStage<Void> insert(List<InsertReceipts.Living> rows) {
        try {
            return inserts.get().receipts().execute(rows);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private CompletionStage<List<Refusal>> judge(List<InsertReceipts.Living> rows, int attempt, Throwable failure) {
        StoreFailure kind = StoreFailure.of(failure);
        if (kind == StoreFailure.AWAY || kind == StoreFailure.DOUBTFUL && attempt < DOUBTS) {
            return later(failure);
        }
        String detail = StoreFailure.describe(failure);
        return inserts.get()
                .probe()
                .execute(rows.get(0))
                .handle((taken, refusedToo) -> refusedToo == null
                        ? done(rows.stream()
                                .map(each -> new Refusal(each.row(), detail))
                                .toList())
                        : this.<List<Refusal>>later(failure))
                .thenCompose(outcome -> outcome);
    }

    private <T> CompletableFuture<T> later(Throwable failure) {
        retries.increment();
        // That there is no connection yet is reported by who tries to make it.
        if (inserts.isReady()) {
            availability.failed(Availability.Asker.RECEIPTS, failure);
        }
        return CompletableFuture.failedFuture(failure);
    }

    private static CompletableFuture<List<Refusal>> done(List<Refusal> refused) {
        return CompletableFuture.completedFuture(refused);
    }
}
