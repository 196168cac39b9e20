// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.recording;

import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.store.Availability;
import io.posthorn.history.tier.Tier;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * Writes rows until Cassandra has them. What it is given fits its table, ids and sizes were looked at before: a refusal is the
 * table's fault, and passes when that is repaired. Health says so meanwhile.
 */
public final class Recorder {

    private final Insistence insistence;
    private final Availability availability;
    private final Availability.Asker asker;
    private final Clock clock;

    public Recorder(Insistence insistence, Availability availability, Availability.Asker asker, Clock clock) {
        this.insistence = insistence;
        this.availability = availability;
        this.asker = asker;
        this.clock = clock;
    }

    /**
     * @param at append time, from which the row's life counts
     * @param insert given the seconds that are left, 0 for without end
     * @param ours false: give up
     * @return completes when it is written, or its time has passed
     */
    public CompletableFuture<Void> write(
            Tier life, Instant at, IntFunction<CompletionStage<?>> insert, BooleanSupplier ours) {
        return insistence.until(attempt -> attempt(life, at, insert), ours);
    }

    private CompletionStage<Void> attempt(Tier life, Instant at, IntFunction<CompletionStage<?>> insert) {
        // Anew each time: while Cassandra is away, rows grow old.
        OptionalInt left = life.secondsLeft(at.toEpochMilli(), clock.instant());
        if (left.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return executed(insert, left.getAsInt())
                .handle((written, failure) -> {
                    if (failure == null) {
                        availability.answered(asker);
                        return CompletableFuture.<Void>completedFuture(null);
                    }
                    availability.failed(asker, failure);
                    return CompletableFuture.<Void>failedFuture(failure);
                })
                .thenCompose(outcome -> outcome);
    }

    private static CompletionStage<?> executed(IntFunction<CompletionStage<?>> insert, int left) {
        try {
            return insert.apply(left);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** No row is waiting to be written, so what failed last says nothing of now. */
    void nothingWaits() {
        availability.satisfied(asker);
    }
}
