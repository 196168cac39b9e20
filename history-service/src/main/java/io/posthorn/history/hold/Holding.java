// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.custody.Hold;
import io.posthorn.history.custody.Knowledge;
import io.posthorn.history.custody.Register;
import io.posthorn.history.custody.Standstill;
import io.posthorn.history.store.Bulkhead;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Copies what is written while a hold stands. */
public final class Holding {

    interface Copying {

        /** Makes one copy. */
        CompletionStage<Void> copy(String hold, Placed row);

        /** Of a hold that is released: also of whatever else would be beside it. */
        CompletionStage<Void> remove(String hold, Placed row);
    }

    private final Knowledge knowledge;
    private final Copying copying;
    private final Insistence insistence;
    private final Bulkhead inFlight;
    private final Standstill standstill;

    /** @param inFlight shared with the writers of all facts */
    Holding(Knowledge knowledge, Copying copying, Insistence insistence, Bulkhead inFlight, Standstill standstill) {
        this.knowledge = knowledge;
        this.copying = copying;
        this.insistence = insistence;
        this.inFlight = inFlight;
        this.standstill = standstill;
    }

    /**
     * Completes when it is known what is held and what is erased: nothing may be written before.
     *
     * @param ours false: give up
     */
    public CompletableFuture<Void> known(BooleanSupplier ours) {
        return look(ours).thenAccept(register -> {});
    }

    private CompletableFuture<Register> look(BooleanSupplier ours) {
        return fresh().map(CompletableFuture::completedFuture)
                .orElseGet(() -> insistence.until(
                        attempt -> fresh().map(CompletableFuture::completedFuture)
                                .orElseGet(() -> CompletableFuture.failedFuture(unknown())),
                        ours));
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
                : look(ours).thenCompose(register -> copy(rows, register.standing(), ours));
    }

    private CompletableFuture<Void> copy(List<Placed> rows, List<Hold> standing, BooleanSupplier ours) {
        return CompletableFuture.allOf(rows.stream()
                .flatMap(row -> standing.stream()
                        .filter(hold -> hold.criteria().matches(row.message()))
                        .map(hold -> copy(hold.id(), row, ours)))
                .toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> copy(String hold, Placed row, BooleanSupplier ours) {
        Object cause = new Object();
        return insistence
                .until(
                        attempt -> inFlight.run(() -> copyIfItStands(hold, row), ours)
                                .whenComplete((copied, failure) -> report(cause, failure)),
                        ours)
                .whenComplete((copied, givenUp) -> standstill.ended(cause));
    }

    /**
     * Behind the clearing of a hold that was released meanwhile, a copy would stay: so it is looked again when it is there, however
     * long that took. What stood then by fresh knowledge is cleared later, and the clearing finds the copy.
     */
    private CompletionStage<Void> copyIfItStands(String hold, Placed row) {
        return ofHold(
                hold,
                () -> copying.copy(hold, row)
                        .thenCompose(copied -> ofHold(hold, Holding::nothing, () -> copying.remove(hold, row))),
                // An attempt that failed may have left one.
                () -> copying.remove(hold, row));
    }

    /** @param released not where a hold is not on record: nothing is removed of one that may stand */
    private CompletionStage<Void> ofHold(
            String hold, Supplier<CompletionStage<Void>> stands, Supplier<CompletionStage<Void>> released) {
        return fresh().map(register -> register.hold(hold)
                        .map(each -> each.stands() ? stands.get() : released.get())
                        .orElseGet(Holding::nothing))
                .orElseGet(() -> CompletableFuture.failedStage(unknown()));
    }

    private static CompletionStage<Void> nothing() {
        return CompletableFuture.completedStage(null);
    }

    private void report(Object cause, @Nullable Throwable failure) {
        // Otherwise the knowledge is what is missing.
        if (failure != null && knowledge.fresh().isPresent()) {
            standstill.failed(cause, failure);
        }
    }
}
