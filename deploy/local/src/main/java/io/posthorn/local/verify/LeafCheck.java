// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.local.export.RowPlace;
import java.io.IOException;
import java.util.Optional;

/** Whether a row is what stands in the tree at its place. */
final class LeafCheck {

    /** The tree of the row's partition. */
    interface Tree {

        long size();

        /** Whether this leaf stands at the index of the place; also by the path of the place, where it has one. */
        boolean has(Hash leaf, RowPlace place) throws IOException;
    }

    private LeafCheck() {}

    /** Empty when it is; else what is wrong, in words. */
    static Optional<String> fault(ExportRow row, RowPlace place, Tree tree) throws IOException {
        if (!place.isFound() || place.index() >= tree.size()) {
            return Optional.of("no leaf of the tree of partition %d is this row".formatted(row.partition()));
        }
        return row.erased() ? faultOfErased(row, place, tree) : faultOfWhole(row, place, tree);
    }

    private static Optional<String> faultOfWhole(ExportRow row, RowPlace place, Tree tree) throws IOException {
        if (tree.has(Leaf.of(row.partition(), row.message()).hash(), place)) {
            return Optional.empty();
        }
        return Optional.of(
                place.path().isEmpty() || isGiven(place, tree)
                        ? "it is not what the log held at leaf %d of partition %d"
                                .formatted(place.index(), row.partition())
                        : "the path that is given for it does not lead to the signed root of partition %d"
                                .formatted(row.partition()));
    }

    private static Optional<String> faultOfErased(ExportRow row, RowPlace place, Tree tree) throws IOException {
        if (!isGiven(place, tree)) {
            return Optional.of("it is erased, and the leaf that is given for it is not leaf %d of partition %d"
                    .formatted(place.index(), row.partition()));
        }
        return standsAt(place.leaf().orElseThrow(), row)
                ? Optional.empty()
                : Optional.of("it is erased, and its leaf has another partition, position or time");
    }

    /** Whether the tree has the leaf that the folder gives for the row. */
    private static boolean isGiven(RowPlace place, Tree tree) throws IOException {
        return place.leaf().isPresent() && tree.has(place.leaf().get().hash(), place);
    }

    private static boolean standsAt(Leaf leaf, ExportRow row) {
        return leaf.kind() == Leaf.Kind.MESSAGE
                && leaf.partition() == row.partition()
                && leaf.era() == row.message().getPosition().getEra()
                && leaf.offset() == row.message().getPosition().getOffset()
                && leaf.appendedAt() == row.message().getPosition().getAppendedAt();
    }
}
