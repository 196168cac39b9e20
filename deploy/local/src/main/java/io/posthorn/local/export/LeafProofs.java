// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.local.running.StackFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** Asks for the leaf that the log has at a position, and for its proof. Of any thread. */
final class LeafProofs {

    /**
     * A leaf and its way to a root, as history says.
     *
     * @param size of the tree with this root
     */
    record Proof(Leaf leaf, long index, long size, List<Hash> path) {}

    private final PatientHistory history;
    private final String purpose;

    LeafProofs(PatientHistory history, String purpose) {
        this.history = history;
        this.purpose = purpose;
    }

    /**
     * Empty when there is none, or none that is signed yet.
     *
     * @param size of the tree; it is larger where the leaf is not in that one. Absent: of the newest
     * @throws StackFailure history refuses
     */
    Optional<Proof> find(LeafAt at, OptionalLong size) throws InterruptedException {
        Map<String, String> asked = at.parameters();
        asked.put("purpose", purpose);
        size.ifPresent(leaves -> asked.put("size", String.valueOf(leaves)));
        try {
            return history.find("/v1/trees/" + at.partition() + "/inclusion", asked)
                    .map(LeafProofs::read);
        } catch (StackFailure refused) {
            throw new StackFailure("The leaf at %s: %s".formatted(at, refused.getMessage()), refused);
        }
    }

    private static Proof read(JsonNode answer) {
        Optional<Leaf> leaf = RowPlace.leaf(answer.path("leaf").asString(""));
        Optional<List<Hash>> path = RowPlace.path(answer.path("path"));
        if (leaf.isEmpty() || path.isEmpty()) {
            throw new StackFailure("history gave a proof that is none");
        }
        return new Proof(
                leaf.get(), answer.path("index").asLong(-1), answer.path("size").asLong(-1), path.get());
    }
}
