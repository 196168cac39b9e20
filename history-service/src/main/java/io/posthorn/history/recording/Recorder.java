// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.recording;

import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Bulkhead;
import io.posthorn.history.store.StoreAwayException;
import io.posthorn.history.tier.Tier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows until Cassandra has them. What it is given fits its table, ids and sizes were looked at before: a refusal is the
 * table's fault, and passes when that is repaired. Health says so meanwhile.
 */
public final class Recorder {

    private final Insistence insistence;
    private final Bulkhead inFlight;
    private final Availability availability;
    private final Availability.Asker asker;
    private final InstantSource time;

    /** @param inFlight shared by the writers of all facts */
    Recorder(
            Insistence insistence,
            Bulkhead inFlight,
            Availability availability,
            Availability.Asker asker,
            InstantSource time) {
        this.insistence = insistence;
        this.inFlight = inFlight;
        this.availability = availability;
        this.asker = asker;
        this.time = time;
    }

    /**
     * @param at append time, from which the row's life counts
     * @param insert given the seconds that are left, 0 for without end
     * @param ours false: give up
     * @return completes when it is written, or its time has passed
     */
    public CompletableFuture<Void> write(
            Tier life, Instant at, IntFunction<CompletionStage<?>> insert, BooleanSupplier ours) {
        return insistence.until(
                attempt -> inFlight.run(() -> begin(life, at, insert), ours)
                        .whenComplete((written, failure) -> report(failure, ours)),
                ours);
    }

    private CompletionStage<Void> begin(Tier life, Instant at, IntFunction<CompletionStage<?>> insert) {
        // Anew each time: while Cassandra is away, rows grow old.
        OptionalInt left = life.secondsLeft(at.toEpochMilli(), time.instant());
        return left.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : insert.apply(left.getAsInt()).thenAccept(written -> {});
    }

    private void report(@Nullable Throwable failure, BooleanSupplier ours) {
        if (failure == null) {
            availability.answered(asker);
        } else if (ours.getAsBoolean() && !(failure instanceof StoreAwayException)) {
            // That there is no connection yet is reported by who tries to make it.
            availability.failed(asker, failure);
        }
    }

    /** No row is waiting to be written, so what failed last says nothing of now. */
    void nothingWaits() {
        availability.satisfied(asker);
    }
}
