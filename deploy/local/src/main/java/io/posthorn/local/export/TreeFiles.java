// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.integrity.Checkpoint;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.contracts.integrity.SignedNote;
import io.posthorn.contracts.position.Positions;
import io.posthorn.local.running.StackFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Downloads checkpoints and the hashes of all leaves before them. */
final class TreeFiles {

    private static final int ENTRIES = 4_096;

    private final ExportFolder folder;
    private final HistoryHttp http;
    private final String purpose;
    private String key = "";

    TreeFiles(ExportFolder folder, HistoryHttp http, String purpose) {
        this.folder = folder;
        this.http = http;
        this.purpose = purpose;
    }

    /** Public key of the newest checkpoints; empty: none are signed. */
    String key() {
        return key;
    }

    /**
     * @return partition → hashes, of those that have a checkpoint
     * @throws StackFailure history refuses
     */
    Map<Integer, Path> fetch(Set<Integer> partitions) throws IOException, InterruptedException {
        Map<Integer, String> notes = new TreeMap<>();
        for (JsonNode tree : http.get("/v1/trees", Map.of()).path("trees")) {
            int partition = tree.path("partition").asInt(-1);
            String note = tree.path("checkpoint").asString("");
            if (partitions.contains(partition) && !note.isEmpty()) {
                notes.put(partition, note);
                key = tree.path("verifierKey").asString("");
            }
        }
        Map<Integer, Path> files = new TreeMap<>();
        for (Map.Entry<Integer, String> each : notes.entrySet()) {
            files.put(each.getKey(), leaves(each.getKey(), size(each.getValue())));
        }
        Map<String, String> written = new TreeMap<>();
        notes.forEach((partition, note) -> written.put(String.valueOf(partition), note));
        folder.write(ExportFolder.CHECKPOINTS, written);
        return files;
    }

    private static long size(String note) {
        return SignedNote.parse(note)
                .flatMap(each -> Checkpoint.parse(each.text()))
                .orElseThrow(() -> new StackFailure("History gave a checkpoint that is none."))
                .size();
    }

    private Path leaves(int partition, long size) throws IOException, InterruptedException {
        Path file = folder.file(LeafHashes.name(partition));
        long there = Files.exists(file) ? Math.min(Files.size(file) / Hash.BYTES, size) : 0;
        if (Files.exists(file)) {
            try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
                whole.setLength(there * Hash.BYTES);
            }
        }
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            for (long from = there; from < size; from += ENTRIES) {
                entries(partition, from, Math.min(size, from + ENTRIES), out);
            }
        }
        return file;
    }

    private void entries(int partition, long from, long to, OutputStream out) throws IOException, InterruptedException {
        JsonNode hashes = http.get(
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

    /** At the position of a row; empty when there is none, or none that is signed yet. */
    Optional<Leaf> leaf(io.posthorn.contracts.export.ExportRow row) throws IOException, InterruptedException {
        Map<String, String> asked = new TreeMap<>();
        asked.put("era", String.valueOf(row.message().getPosition().getEra()));
        asked.put("offset", String.valueOf(row.message().getPosition().getOffset()));
        asked.put("purpose", purpose);
        if (!row.message().getUser().isEmpty()) {
            asked.put("user", row.message().getUser());
        }
        try {
            return http.find("/v1/trees/" + row.partition() + "/inclusion", asked)
                    .flatMap(found -> RowPlace.leaf(found.path("leaf").asString("")));
        } catch (StackFailure refused) {
            throw new StackFailure(
                    "The leaf of the row %s: %s"
                            .formatted(Positions.describe(row.message().getPosition()), refused.getMessage()),
                    refused);
        }
    }
}
