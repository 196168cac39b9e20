// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes what has grown until Cassandra has it. */
final class TreeWriter {

    /** Rows of under 150 bytes: a statement stays below the 5 KB from which Cassandra warns. */
    private static final int ROWS = 32;

    private final Prepared<TreeStatements> statements;
    private final Insistence insistence;
    private final Availability availability;

    TreeWriter(Prepared<TreeStatements> statements, Insistence insistence, Availability availability) {
        this.statements = statements;
        this.insistence = insistence;
        this.availability = availability;
    }

    /** @param ours false: give up; the result is then cancelled */
    CompletableFuture<Void> write(Growth growth, BooleanSupplier ours) {
        String tree = growth.after().name();
        Stream<CompletableFuture<?>> hashes = Growth.together(growth.hashes(), TreeHash::place, ROWS).stream()
                .map(each ->
                        insist(each, rows -> statements.get().insertHashes().execute(tree, rows), ours));
        Stream<CompletableFuture<?>> leaves = Growth.together(growth.leaves(), TreeLeaf::place, ROWS).stream()
                .map(each ->
                        insist(each, rows -> statements.get().insertLeaves().execute(tree, rows), ours));
        return CompletableFuture.allOf(Stream.concat(hashes, leaves).toArray(CompletableFuture<?>[]::new))
                .whenComplete((written, given) -> availability.satisfied(Availability.Asker.TREES));
    }

    private <T> CompletableFuture<?> insist(
            List<T> rows, Function<List<T>, CompletionStage<?>> insert, BooleanSupplier ours) {
        return insistence.until(attempt -> attempt(rows, insert), ours);
    }

    private <T> CompletionStage<?> attempt(List<T> rows, Function<List<T>, CompletionStage<?>> insert) {
        return insert.apply(rows).whenComplete((written, failure) -> {
            if (failure != null) {
                availability.failed(Availability.Asker.TREES, failure);
            }
        });
    }
}
