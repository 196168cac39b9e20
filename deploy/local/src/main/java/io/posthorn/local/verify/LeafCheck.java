// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.local.export.RowPlace;
import java.util.Optional;

/** Whether a row is what stands in the tree at its place. */
final class LeafCheck {

    private LeafCheck() {}

    /**
     * Empty when it is; else what is wrong, in words.
     *
     * @param inTree of the leaf that the row is said to be; empty: the tree has no such leaf
     */
    static Optional<String> fault(ExportRow row, RowPlace place, Optional<Hash> inTree) {
        if (inTree.isEmpty()) {
            return Optional.of("no leaf of the tree of partition %d is this row".formatted(row.partition()));
        }
        if (!row.erased()) {
            return Leaf.of(row.partition(), row.message()).hash().equals(inTree.get())
                    ? Optional.empty()
                    : Optional.of("it is not what the log held at leaf %d of partition %d"
                            .formatted(place.index(), row.partition()));
        }
        Optional<Leaf> leaf = place.leaf();
        if (leaf.isEmpty() || !leaf.get().hash().equals(inTree.get())) {
            return Optional.of("it is erased, and the leaf that is given for it is not leaf %d of partition %d"
                    .formatted(place.index(), row.partition()));
        }
        return standsAt(leaf.get(), row)
                ? Optional.empty()
                : Optional.of("it is erased, and its leaf has another partition, position or time");
    }

    private static boolean standsAt(Leaf leaf, ExportRow row) {
        return leaf.kind() == Leaf.Kind.MESSAGE
                && leaf.partition() == row.partition()
                && leaf.era() == row.message().getPosition().getEra()
                && leaf.offset() == row.message().getPosition().getOffset()
                && leaf.appendedAt() == row.message().getPosition().getAppendedAt();
    }
}
