// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import io.posthorn.contracts.integrity.Checkpoint;
import io.posthorn.contracts.integrity.SignedNote;
import io.posthorn.contracts.integrity.VerifierKey;
import io.posthorn.local.verify.Finding.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The checkpoints of a folder that are signed by the key and speak of their partitions. */
record Checkpoints(Map<Integer, Checkpoint> byPartition) {

    /** @param notes partition → signed note */
    static Checkpoints of(Map<Integer, String> notes, VerifierKey key, Report report) {
        Map<Integer, Checkpoint> good = new TreeMap<>();
        notes.forEach((partition, text) -> {
            String where = "checkpoint of partition " + partition;
            Optional<SignedNote> note = SignedNote.parse(text);
            Optional<Checkpoint> checkpoint = note.flatMap(each -> Checkpoint.open(each, key));
            if (note.isEmpty()) {
                report.found(Kind.ALTERED, where, "it is no signed note");
            } else if (checkpoint.isEmpty()) {
                report.found(Kind.ALTERED, where, "it is not signed by the key " + key);
            } else if (!checkpoint.get().origin().endsWith("/" + partition)) {
                report.found(
                        Kind.ALTERED,
                        where,
                        "it is of another tree, " + checkpoint.get().origin());
            } else {
                good.put(partition, checkpoint.get());
            }
        });
        return new Checkpoints(good);
    }

    Optional<Checkpoint> of(int partition) {
        return Optional.ofNullable(byPartition.get(partition));
    }
}
