// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import io.posthorn.contracts.integrity.Checkpoint;
import io.posthorn.contracts.integrity.SignedNote;
import io.posthorn.contracts.integrity.VerifierKey;
import io.posthorn.local.export.ExportFolder;
import io.posthorn.local.verify.Finding.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The trees of a folder, of each partition whose checkpoint is signed by the key. */
final class SignedTrees implements AutoCloseable {

    private final Map<Integer, SignedTree> trees = new TreeMap<>();

    /** @param notes partition → signed note */
    SignedTrees(ExportFolder folder, Map<Integer, String> notes, VerifierKey key, Report report) throws IOException {
        for (Map.Entry<Integer, String> each : notes.entrySet()) {
            int partition = each.getKey();
            Optional<Checkpoint> checkpoint = open(partition, each.getValue(), key, report);
            if (checkpoint.isPresent()) {
                trees.put(partition, new SignedTree(partition, checkpoint.get(), folder, report));
            }
        }
    }

    private static Optional<Checkpoint> open(int partition, String text, VerifierKey key, Report report) {
        String where = "checkpoint of partition " + partition;
        Optional<SignedNote> note = SignedNote.parse(text);
        Optional<Checkpoint> checkpoint = note.flatMap(each -> Checkpoint.open(each, key));
        if (note.isEmpty()) {
            report.found(Kind.ALTERED, where, "it is no signed note");
        } else if (checkpoint.isEmpty()) {
            report.found(Kind.ALTERED, where, "it is not signed by the key " + key);
        } else if (!isOfTheKeysLog(checkpoint.get().origin(), partition, key)) {
            report.found(
                    Kind.ALTERED,
                    where,
                    "it is of another tree, " + checkpoint.get().origin());
            return Optional.empty();
        }
        return checkpoint;
    }

    /** A key signs the trees of further logs too: of another name, or of a topic that was made again. */
    private static boolean isOfTheKeysLog(String origin, int partition, VerifierKey key) {
        return origin.equals(log(key.name()) + "/" + partition);
    }

    /** All trees of a log are named alike, but for the partition at the end. */
    private static String log(String tree) {
        return tree.substring(0, Math.max(0, tree.lastIndexOf('/')));
    }

    Optional<SignedTree> of(int partition) {
        return Optional.ofNullable(trees.get(partition));
    }

    @Override
    public void close() throws IOException {
        for (SignedTree each : trees.values()) {
            each.close();
        }
    }
}
