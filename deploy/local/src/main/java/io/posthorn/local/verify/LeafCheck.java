// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.integrity.Checkpoint;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.local.export.RowProof;
import java.util.Optional;

/** Whether a row is what stands in the tree at its place. */
final class LeafCheck {

    private LeafCheck() {}

    /** Empty when it is; else what is wrong, in words. */
    static Optional<String> fault(ExportRow row, RowProof proof, Checkpoint checkpoint) {
        if (proof.inclusion().size() != checkpoint.size()
                || !proof.inclusion().proves(proof.leaf().hash(), checkpoint.root())) {
            return Optional.of("its proof does not lead to the root of the checkpoint of partition %d, size %d"
                    .formatted(row.partition(), checkpoint.size()));
        }
        Message message = row.message();
        Leaf leaf = proof.leaf();
        if (!standsAt(leaf, row)) {
            return Optional.of("the log has another record at leaf %d: partition %d, position %s"
                    .formatted(
                            proof.inclusion().index(),
                            leaf.partition(),
                            Positions.describe(Positions.of(leaf.era(), leaf.offset(), 0))));
        }
        if (row.erased()) {
            return Optional.empty();
        }
        Leaf own = Leaf.of(row.partition(), message);
        if (leaf.equals(own)) {
            return Optional.empty();
        }
        if (!leaf.userCommitment().equals(own.userCommitment())) {
            return Optional.of("the log had another user or another salt at this place");
        }
        return Optional.of("its content is not what the log held");
    }

    private static boolean standsAt(Leaf leaf, ExportRow row) {
        return leaf.kind() == Leaf.Kind.MESSAGE
                && leaf.partition() == row.partition()
                && leaf.era() == row.message().getPosition().getEra()
                && leaf.offset() == row.message().getPosition().getOffset()
                && leaf.appendedAt() == row.message().getPosition().getAppendedAt();
    }
}
