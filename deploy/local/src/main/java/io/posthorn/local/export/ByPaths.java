// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.integrity.Checkpoint;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Asks for the path of each row to the root of the kept checkpoint, unless it is there already. */
final class ByPaths implements Placing {

    private final Checkpoint kept;
    private final LeafProofs proofs;
    private final ExecutorService requests;
    private long askedAgain;

    /** @param requests as many are under way as it has threads */
    ByPaths(Checkpoint kept, LeafProofs proofs, ExecutorService requests) {
        this.kept = kept;
        this.proofs = proofs;
        this.requests = requests;
    }

    @Override
    public Future<RowPlace> place(ExportRow row, Optional<RowPlace> before, Look look) {
        if (before.filter(this::holds).isPresent()) {
            return CompletableFuture.completedFuture(before.get());
        }
        if (look == Look.SECOND && askedAgain++ >= MOST_ASKED_AGAIN) {
            return CompletableFuture.completedFuture(before.orElseGet(() -> RowPlace.unfound(row)));
        }
        return requests.submit(() -> ask(row));
    }

    private boolean holds(RowPlace place) {
        return place.leaf()
                .filter(leaf -> place.leads(leaf.hash(), kept.size(), kept.root()))
                .isPresent();
    }

    /** What the kept tree has not yet is not found: all rows are shown against one root. */
    private RowPlace ask(ExportRow row) throws InterruptedException {
        return proofs.find(LeafAt.of(row), OptionalLong.of(kept.size()))
                .filter(proof -> proof.size() == kept.size())
                .map(proof -> RowPlace.of(row, proof))
                .orElseGet(() -> RowPlace.unfound(row));
    }
}
