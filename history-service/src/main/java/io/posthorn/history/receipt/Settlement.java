// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.receipt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.RangeOutcome;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.store.StoreFailure;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the receipts of ranges whose rows only history has.
 *
 * <p>Rows are read and their receipts written some at a time; when something is away it goes on, when that comes back, after
 * the last rows whose receipts Kafka has. Killed, its next owner does all of it again: receipts may stand twice.
 */
public final class Settlement {

    private static final Logger log = LoggerFactory.getLogger(Settlement.class);

    private final RangeReader reader;
    private final ReceiptTopic receipts;
    private final Insistence insistence;
    private final Executor threads;
    private final Counter settled;

    /** @param threads each held while Cassandra answers, or while a topic is looked up */
    Settlement(
            RangeReader reader, ReceiptTopic receipts, Insistence insistence, Executor threads, MeterRegistry meters) {
        this.reader = reader;
        this.receipts = receipts;
        this.insistence = insistence;
        this.threads = threads;
        this.settled = meters.counter("posthorn.history.settled");
    }

    /**
     * To be called when the rows of the range are written.
     *
     * @param partition of the user
     * @param ours false: give up
     * @return completes when Kafka has all receipts
     */
    public CompletableFuture<Void> settle(RangeOutcome outcome, int partition, BooleanSupplier ours) {
        RangeReceipts rule = new RangeReceipts(outcome);
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (RangeReceipts.Range range : rule.ranges(partition)) {
            Walk walk = new Walk(range, rule, ours);
            all = all.thenCompose(before -> insistence.until(walk::attempt, ours));
        }
        return all;
    }

    /** No range is waiting, so what failed last says nothing of now. */
    public void nothingWaits() {
        reader.nothingWaits();
    }

    /** Through one range. Its steps follow each other, on whichever thread. */
    private final class Walk {

        private final RangeReceipts.Range range;
        private final RangeReceipts rule;
        private final BooleanSupplier ours;
        /** Kafka has the receipts of all rows up to here. */
        private volatile Position done;

        Walk(RangeReceipts.Range range, RangeReceipts rule, BooleanSupplier ours) {
            this.range = range;
            this.rule = rule;
            this.ours = ours;
            this.done = range.after();
        }

        CompletionStage<Void> attempt(int attempt) {
            return CompletableFuture.supplyAsync(() -> reader.open(range, done), threads)
                    .thenCompose(this::goOn)
                    .whenComplete((all, failure) -> {
                        if (failure != null && attempt == 1 && ours.getAsBoolean()) {
                            log.warn(
                                    "Receipts after {} could not be written and are tried again: {}",
                                    Positions.describe(done),
                                    StoreFailure.describe(failure));
                        }
                    });
        }

        private CompletionStage<Void> goOn(Iterator<Message> rows) {
            return CompletableFuture.supplyAsync(() -> step(rows), threads)
                    .thenCompose(step -> step)
                    .thenCompose(more -> more ? goOn(rows) : CompletableFuture.completedFuture(null));
        }

        /** @return whether there may be more */
        private CompletableFuture<Boolean> step(Iterator<Message> rows) {
            List<Message> some = reader.next(rows);
            if (!ours.getAsBoolean()) {
                return CompletableFuture.failedFuture(new CancellationException("gone to another instance"));
            }
            if (some.isEmpty()) {
                return CompletableFuture.completedFuture(false);
            }
            List<Receipt> due = some.stream()
                    .filter(row -> Positions.isAfter(row.getPosition(), done))
                    .flatMap(row -> rule.of(row).stream())
                    .toList();
            return receipts.send(due).thenApply(sent -> {
                settled.increment(due.size());
                done = some.get(some.size() - 1).getPosition();
                return true;
            });
        }
    }
}
