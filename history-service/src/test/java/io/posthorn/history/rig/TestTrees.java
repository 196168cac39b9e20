// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.integrity.Checkpoint;
import io.posthorn.contracts.integrity.ConsistencyProof;
import io.posthorn.contracts.integrity.Frontier;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.InclusionProof;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.contracts.integrity.SignedNote;
import io.posthorn.contracts.integrity.VerifierKey;
import io.posthorn.contracts.topic.Topic;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;

/** The trees as an outsider checks them: with the API, the verifier key, and nothing that the service computes. */
public final class TestTrees {

    private final RunningHistory history;
    private final String token;

    /** @param token of an auditor */
    public TestTrees(RunningHistory history, String token) {
        this.history = history;
        this.token = token;
    }

    /** The leaves that the log has, in its order. */
    public static List<Leaf> leaves(TestLog log, int partition) {
        List<Leaf> leaves = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> each : log.read(Topic.MESSAGES)) {
            if (each.partition() == partition) {
                Leaf.ofRecord(partition, each.offset(), each.timestamp(), each.key(), each.value())
                        .ifPresent(leaves::add);
            }
        }
        return leaves;
    }

    public static Hash root(List<Leaf> leaves) {
        Frontier frontier = Frontier.EMPTY;
        for (Leaf each : leaves) {
            frontier = frontier.append(each.hash(), (level, index, hash) -> {});
        }
        return frontier.root();
    }

    public HttpResponse<String> get(String path) {
        return history.getAs(token, path);
    }

    public long size(int partition) {
        return tree(partition).path("size").asLong(0);
    }

    private JsonNode tree(int partition) {
        return RunningHistory.json(get("/v1/trees")).path("trees").path(partition);
    }

    public VerifierKey key(int partition) {
        return VerifierKey.parse(tree(partition).path("verifierKey").asString()).orElseThrow();
    }

    /** Checked. */
    public Checkpoint checkpoint(int partition, String query) {
        HttpResponse<String> answer = get("/v1/trees/" + partition + "/checkpoint" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return open(partition, answer.body());
    }

    private Checkpoint open(int partition, String note) {
        return SignedNote.parse(note)
                .flatMap(each -> Checkpoint.open(each, key(partition)))
                .orElseThrow();
    }

    /** Every one that was signed, by size. */
    public List<Checkpoint> checkpoints(int partition) {
        List<Checkpoint> all = new ArrayList<>();
        long newest = size(partition);
        for (long size = 0; size < newest; size = all.get(all.size() - 1).size()) {
            all.add(checkpoint(partition, "?size=" + (size + 1)));
        }
        return all;
    }

    public static String inclusion(int partition, Leaf leaf) {
        return "/v1/trees/%d/inclusion?purpose=test&era=%d&offset=%d".formatted(partition, leaf.era(), leaf.offset());
    }

    /** Whether the answer shows that this leaf is in the tree. */
    public boolean proves(int partition, VerifierKey key, Leaf leaf, HttpResponse<String> answer) {
        JsonNode json = RunningHistory.json(answer);
        Checkpoint checkpoint = SignedNote.parse(json.path("checkpoint").asString())
                .flatMap(note -> Checkpoint.open(note, key))
                .orElseThrow();
        assertThat(Leaf.parse(Base64.getDecoder().decode(json.path("leaf").asString())))
                .contains(leaf);
        InclusionProof proof = new InclusionProof(
                json.path("index").asLong(), json.path("size").asLong(), hashes(json.path("path")));
        return proof.size() == checkpoint.size() && proof.proves(leaf.hash(), checkpoint.root());
    }

    public boolean consistent(int partition, Checkpoint from, Checkpoint to) {
        HttpResponse<String> answer =
                get("/v1/trees/%d/consistency?from=%d&to=%d".formatted(partition, from.size(), to.size()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode json = RunningHistory.json(answer);
        return new ConsistencyProof(from.size(), to.size(), hashes(json.path("path"))).proves(from.root(), to.root());
    }

    public List<Hash> entries(int partition, long from, long to) {
        HttpResponse<String> answer = get("/v1/trees/%d/entries?from=%d&to=%d".formatted(partition, from, to));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return hashes(RunningHistory.json(answer).path("hashes"));
    }

    private static List<Hash> hashes(JsonNode texts) {
        List<Hash> hashes = new ArrayList<>();
        texts.forEach(each -> hashes.add(Hash.parse(each.asString()).orElseThrow()));
        return hashes;
    }
}
