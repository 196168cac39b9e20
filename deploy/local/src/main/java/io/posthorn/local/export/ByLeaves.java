// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.integrity.Leaf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Looks rows up among the hashes of all leaves. */
final class ByLeaves implements Placing {

    private final LeafIndex index;
    private final long size;
    private final LeafProofs proofs;
    private long asked;

    /** @param hashes of all leaves of the tree */
    ByLeaves(Path hashes, long size, LeafProofs proofs) throws IOException {
        this.index = new LeafIndex(new LeafHashes(hashes));
        this.size = size;
        this.proofs = proofs;
    }

    @Override
    public Future<RowPlace> place(ExportRow row, Optional<RowPlace> before, Look look)
            throws IOException, InterruptedException {
        Optional<RowPlace> found = asItIs(row);
        if (found.isEmpty() && mayAsk(row, look)) {
            found = byPosition(row);
        }
        return CompletableFuture.completedFuture(found.orElseGet(() -> RowPlace.unfound(row)));
    }

    /** By what it says, which is what the log held unless somebody erased or changed it. */
    private Optional<RowPlace> asItIs(ExportRow row) throws IOException {
        if (row.erased()) {
            return Optional.empty();
        }
        OptionalLong found = index.find(Leaf.of(row.partition(), row.message()).hash());
        return found.isPresent()
                ? Optional.of(RowPlace.of(row, found.getAsLong(), Optional.empty()))
                : Optional.empty();
    }

    /** By where it stands, whatever it says: then history names the leaf. */
    private Optional<RowPlace> byPosition(ExportRow row) throws IOException, InterruptedException {
        Optional<Leaf> stored =
                proofs.find(LeafAt.of(row), OptionalLong.of(size)).map(LeafProofs.Proof::leaf);
        OptionalLong found = stored.isPresent() ? index.find(stored.get().hash()) : OptionalLong.empty();
        return found.isPresent() ? Optional.of(RowPlace.of(row, found.getAsLong(), stored)) : Optional.empty();
    }

    private boolean mayAsk(ExportRow row, Look look) {
        return row.erased() || look == Look.SECOND && asked++ < MOST_ASKED_AGAIN;
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
