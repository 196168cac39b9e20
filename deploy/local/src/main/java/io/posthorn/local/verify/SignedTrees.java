// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import io.posthorn.contracts.integrity.Checkpoint;
import io.posthorn.contracts.integrity.Frontier;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.SignedNote;
import io.posthorn.contracts.integrity.VerifierKey;
import io.posthorn.local.export.ExportFolder;
import io.posthorn.local.export.LeafHashes;
import io.posthorn.local.verify.Finding.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The leaves of a folder, of each partition whose checkpoint is signed by the key and is the root of these leaves. */
final class SignedTrees implements AutoCloseable {

    private final Map<Integer, LeafHashes> trees = new TreeMap<>();
    private final Map<Integer, BitSet> taken = new TreeMap<>();

    /** @param notes partition → signed note */
    SignedTrees(ExportFolder folder, Map<Integer, String> notes, VerifierKey key, Report report) throws IOException {
        for (Map.Entry<Integer, String> each : notes.entrySet()) {
            int partition = each.getKey();
            Optional<Checkpoint> checkpoint = open(partition, each.getValue(), key, report);
            if (checkpoint.isPresent() && fits(folder, partition, checkpoint.get(), report)) {
                trees.put(partition, new LeafHashes(folder.file(LeafHashes.name(partition))));
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
        } else if (!checkpoint.get().origin().endsWith("/" + partition)) {
            report.found(
                    Kind.ALTERED,
                    where,
                    "it is of another tree, " + checkpoint.get().origin());
            return Optional.empty();
        }
        return checkpoint;
    }

    private static boolean fits(ExportFolder folder, int partition, Checkpoint checkpoint, Report report)
            throws IOException {
        String name = LeafHashes.name(partition);
        Path file = folder.file(name);
        if (!folder.has(name)) {
            report.found(Kind.MISSING, name, "the file is not there");
            return false;
        }
        Frontier tree = LeafHashes.tree(file);
        if (tree.size() != checkpoint.size() || !tree.root().equals(checkpoint.root())) {
            report.found(
                    Kind.ALTERED,
                    name,
                    "its %d leaves are not the tree of the signed checkpoint, which has %d leaves"
                            .formatted(tree.size(), checkpoint.size()));
            return false;
        }
        report.note("Partition %d is checked against the signed checkpoint of %d leaves of %s."
                .formatted(partition, checkpoint.size(), checkpoint.origin()));
        return true;
    }

    boolean has(int partition) {
        return trees.containsKey(partition);
    }

    Optional<Hash> leaf(int partition, long index) throws IOException {
        LeafHashes hashes = trees.get(partition);
        return hashes == null ? Optional.empty() : hashes.at(index);
    }

    /** @return whether no row was this leaf before */
    boolean take(int partition, long index) {
        BitSet rows = taken.computeIfAbsent(partition, each -> new BitSet());
        int leaf = Math.toIntExact(index);
        boolean isFirst = !rows.get(leaf);
        rows.set(leaf);
        return isFirst;
    }

    @Override
    public void close() throws IOException {
        for (LeafHashes each : trees.values()) {
            each.close();
        }
    }
}
