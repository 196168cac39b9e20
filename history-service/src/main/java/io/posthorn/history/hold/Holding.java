// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.custody.Hold;
import io.posthorn.history.custody.Knowledge;
import io.posthorn.history.custody.Register;
import io.posthorn.history.custody.Standstill;
import io.posthorn.history.store.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Copies what is written while a hold stands. */
public final class Holding {

    private final Knowledge knowledge;
    private final Prepared<Copies> statements;
    private final Insistence insistence;
    private final Standstill standstill;

    Holding(Knowledge knowledge, Prepared<Copies> statements, Insistence insistence, Standstill standstill) {
        this.knowledge = knowledge;
        this.statements = statements;
        this.insistence = insistence;
        this.standstill = standstill;
    }

    /**
     * Completes when it is known what is held and what is erased: nothing may be written before.
     *
     * @param ours false: give up
     */
    public CompletableFuture<Void> known(BooleanSupplier ours) {
        return fresh().isPresent()
                ? CompletableFuture.completedFuture(null)
                : insistence.until(
                        attempt -> fresh().isPresent()
                                ? CompletableFuture.completedFuture(null)
                                : CompletableFuture.failedFuture(unknown()),
                        ours);
    }

    private Optional<Register> fresh() {
        Optional<Register> fresh = knowledge.fresh();
        if (fresh.isPresent()) {
            standstill.ended(knowledge);
        } else if (knowledge.last().isPresent()) {
            standstill.waits(knowledge, unknown());
        }
        return fresh;
    }

    private static IllegalStateException unknown() {
        return new IllegalStateException("which holds stand is not known at this moment");
    }

    /**
     * To be called when the rows are acknowledged, or too old to be written: only what is looked at afterwards tells of every hold
     * that will not find them. A copy is never given up, whatever Cassandra says of it: health says so meanwhile.
     *
     * @param ours false: give up
     */
    public CompletableFuture<Void> keep(List<Placed> rows, BooleanSupplier ours) {
        return rows.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : insistence
                        .until(attempt -> copy(rows).whenComplete((copied, failure) -> report(rows, failure)), ours)
                        .whenComplete((copied, givenUp) -> standstill.ended(rows));
    }

    private void report(List<Placed> rows, @Nullable Throwable failure) {
        // Otherwise the knowledge is what is missing.
        if (failure != null && knowledge.fresh().isPresent()) {
            standstill.failed(rows, failure);
        }
    }

    private CompletionStage<Void> copy(List<Placed> rows) {
        Optional<Register> known = fresh();
        if (known.isEmpty()) {
            return CompletableFuture.failedFuture(unknown());
        }
        List<Hold> standing = known.get().standing();
        if (standing.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        List<CompletableFuture<?>> copies = new ArrayList<>();
        for (Placed row : rows) {
            for (Hold hold : standing) {
                if (hold.criteria().matches(row.message())) {
                    copies.add(copy(hold, row));
                }
            }
        }
        return CompletableFuture.allOf(copies.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> copy(Hold hold, Placed row) {
        return statements.get().insert().execute(hold.id(), row).toCompletableFuture();
    }
}
