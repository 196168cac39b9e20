// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import io.posthorn.contracts.integrity.Checkpoint;
import io.posthorn.contracts.integrity.Frontier;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.local.export.ExportFolder;
import io.posthorn.local.export.LeafHashes;
import io.posthorn.local.export.RowPlace;
import io.posthorn.local.verify.Finding.Kind;
import java.io.IOException;
import java.util.Optional;

/**
 * The tree of one partition, as a checkpoint signed it. Which leaves it has, paths show, or the hashes of all of them; those are
 * read only when a place without a path comes.
 */
final class SignedTree implements LeafCheck.Tree, AutoCloseable {

    private final int partition;
    private final Checkpoint checkpoint;
    private final ExportFolder folder;
    private final Report report;
    private final TakenLeaves taken = new TakenLeaves();
    private Optional<LeafHashes> leaves = Optional.empty();
    private boolean isLookedFor;
    private boolean isNoted;

    SignedTree(int partition, Checkpoint checkpoint, ExportFolder folder, Report report) throws IOException {
        this.partition = partition;
        this.checkpoint = checkpoint;
        this.folder = folder;
        this.report = report;
    }

    /** Whether there is anything that could show which leaf a row at this place is. */
    boolean canShow(RowPlace place) throws IOException {
        boolean can = place.path().isPresent() || leaves().isPresent();
        if (can && !isNoted) {
            isNoted = true;
            report.note("Partition %d is checked against the signed checkpoint of %d leaves of %s."
                    .formatted(partition, checkpoint.size(), checkpoint.origin()));
        }
        return can;
    }

    @Override
    public long size() {
        return checkpoint.size();
    }

    @Override
    public boolean has(Hash leaf, RowPlace place) throws IOException {
        if (place.path().isPresent()) {
            return place.leads(leaf, checkpoint.size(), checkpoint.root());
        }
        Optional<LeafHashes> hashes = leaves();
        return hashes.isPresent()
                && hashes.get().at(place.index()).filter(leaf::equals).isPresent();
    }

    private Optional<LeafHashes> leaves() throws IOException {
        if (!isLookedFor) {
            isLookedFor = true;
            leaves = fit() ? Optional.of(new LeafHashes(folder.file(name()))) : Optional.empty();
        }
        return leaves;
    }

    private String name() {
        return LeafHashes.name(partition);
    }

    private boolean fit() throws IOException {
        if (!folder.has(name())) {
            report.found(Kind.MISSING, name(), "the file is not there, and rows have no paths instead");
            return false;
        }
        Frontier tree = LeafHashes.tree(folder.file(name()));
        boolean fits = tree.size() == checkpoint.size() && tree.root().equals(checkpoint.root());
        if (!fits) {
            report.found(
                    Kind.ALTERED,
                    name(),
                    "its %d leaves are not the tree of the signed checkpoint, which has %d leaves"
                            .formatted(tree.size(), checkpoint.size()));
        }
        return fits;
    }

    /** @return whether no row was this leaf before */
    boolean take(long index) throws IOException {
        return taken.take(index);
    }

    @Override
    public void close() throws IOException {
        taken.close();
        if (leaves.isPresent()) {
            leaves.get().close();
        }
    }
}
