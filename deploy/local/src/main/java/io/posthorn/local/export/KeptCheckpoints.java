// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.integrity.Checkpoint;
import io.posthorn.contracts.integrity.SignedNote;
import io.posthorn.contracts.integrity.VerifierKey;
import io.posthorn.local.running.StackFailure;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * One checkpoint for each partition, against which all of its rows are shown. They are chosen when all rows are there, and stay,
 * however far the trees grow meanwhile and however often the export is gone on with.
 *
 * @param checkpoints by partition, of those that have one
 * @param key public key of them, as text; empty: none are signed
 */
record KeptCheckpoints(Map<Integer, Checkpoint> checkpoints, String key) {

    /** @throws StackFailure history refuses */
    static KeptCheckpoints choose(ExportFolder folder, PatientHistory history, Set<Integer> partitions)
            throws IOException, InterruptedException {
        Optional<JsonNode> before = folder.read(ExportFolder.CHECKPOINTS);
        Map<String, String> notes = new TreeMap<>();
        Map<Integer, Checkpoint> checkpoints = new TreeMap<>();
        String key = "";
        for (JsonNode tree : history.get("/v1/trees", Map.of()).path("trees")) {
            int partition = tree.path("partition").asInt(-1);
            String newest = tree.path("checkpoint").asString("");
            if (partitions.contains(partition) && !newest.isEmpty()) {
                key = tree.path("verifierKey").asString("");
                String kept = before.map(
                                json -> json.path(String.valueOf(partition)).asString(""))
                        .orElse("");
                String note = isEarlier(kept, newest, key) ? kept : newest;
                notes.put(String.valueOf(partition), note);
                checkpoints.put(partition, checkpoint(note));
            }
        }
        folder.write(ExportFolder.CHECKPOINTS, notes);
        return new KeptCheckpoints(checkpoints, key);
    }

    private static Checkpoint checkpoint(String note) {
        return SignedNote.parse(note)
                .flatMap(each -> Checkpoint.parse(each.text()))
                .orElseThrow(() -> new StackFailure("History gave a checkpoint that is none."));
    }

    /** Of the same tree, and signed with the key that the trees have now. */
    private static boolean isEarlier(String kept, String newest, String key) {
        Checkpoint head = checkpoint(newest);
        return VerifierKey.parse(key)
                .flatMap(by -> SignedNote.parse(kept).flatMap(note -> Checkpoint.open(note, by)))
                .filter(each -> each.origin().equals(head.origin()) && each.size() <= head.size())
                .isPresent();
    }

    Optional<Checkpoint> of(int partition) {
        return Optional.ofNullable(checkpoints.get(partition));
    }
}
