// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.integrity.Hash;
import io.posthorn.local.running.StackFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Downloads the hashes of all leaves of trees, and goes on with those that are there. */
final class TreeFiles {

    private final ExportFolder folder;
    private final PatientHistory history;

    TreeFiles(ExportFolder folder, PatientHistory history) {
        this.folder = folder;
        this.history = history;
    }

    /**
     * @param size of the tree, up to which it is signed
     * @throws StackFailure history refuses
     */
    Path leaves(int partition, long size) throws IOException, InterruptedException {
        Path file = folder.file(LeafHashes.name(partition));
        long there = Files.exists(file) ? Math.min(Files.size(file) / Hash.BYTES, size) : 0;
        if (Files.exists(file)) {
            try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
                whole.setLength(there * Hash.BYTES);
            }
        }
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            for (long from = there; from < size; from += Evidence.HASHES) {
                entries(partition, from, Math.min(size, from + Evidence.HASHES), out);
            }
        }
        return file;
    }

    private void entries(int partition, long from, long to, OutputStream out) throws IOException, InterruptedException {
        JsonNode hashes = history.get(
                        "/v1/trees/" + partition + "/entries",
                        Map.of("from", String.valueOf(from), "to", String.valueOf(to)))
                .path("hashes");
        if (hashes.size() != to - from) {
            throw new StackFailure("Of the tree of partition %d history gave %d hashes from %d on, and not %d."
                    .formatted(partition, hashes.size(), from, to - from));
        }
        for (JsonNode each : hashes) {
            Hash hash = Hash.parse(each.asString(""))
                    .orElseThrow(() -> new StackFailure("History gave a hash of a leaf that is none."));
            out.write(hash.bytes());
        }
    }
}
