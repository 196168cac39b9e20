// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.proof;

import io.posthorn.contracts.integrity.ConsistencyProof;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.MerkleTree;
import io.posthorn.contracts.integrity.VerifierKey;
import io.posthorn.history.asking.Asked;
import io.posthorn.history.checkpoint.Checkpoints;
import io.posthorn.history.checkpoint.StoredCheckpoint;
import io.posthorn.history.checkpoint.VerifierKeys;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.security.TokenViewer;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Checkpoints, and what is between them. It shows nobody's data: scope {@code audit} is enough, without a purpose. */
@RestController
final class TreesController {

    /** @param checkpoint null, as are size and time: none was signed; verifierKey null: none is signed here */
    record Shown(
            int partition,
            String origin,
            @Nullable String verifierKey,
            @Nullable Long size,
            @Nullable Instant signedAt,
            @Nullable String checkpoint) {}

    record All(List<Shown> trees) {}

    record Consistency(String origin, long from, long to, List<String> path) {

        static Consistency of(String origin, ConsistencyProof proof) {
            return new Consistency(origin, proof.from(), proof.to(), texts(proof.path()));
        }
    }

    record Entries(String origin, long from, long to, List<String> hashes) {}

    /** Leaf hashes in one answer. */
    static final int MOST_ENTRIES = 4_096;

    private final Checkpoints checkpoints;
    private final VerifierKeys keys;
    private final Proofs proofs;

    TreesController(Checkpoints checkpoints, VerifierKeys keys, Proofs proofs) {
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.proofs = proofs;
    }

    @GetMapping("/v1/trees")
    ResponseEntity<All> all(@AuthenticationPrincipal Jwt token) {
        requireAuditor(token);
        return ok().body(new All(
                IntStream.range(0, proofs.partitions()).mapToObj(this::shown).toList()));
    }

    private Shown shown(int partition) {
        String tree = proofs.tree(partition);
        Optional<StoredCheckpoint> head = checkpoints.head(tree);
        return new Shown(
                partition,
                tree,
                keys.of(tree).map(VerifierKey::toString).orElse(null),
                head.map(StoredCheckpoint::size).orElse(null),
                head.map(StoredCheckpoint::signedAt).orElse(null),
                head.map(StoredCheckpoint::note).orElse(null));
    }

    @GetMapping("/v1/trees/{partition}/checkpoint")
    ResponseEntity<byte[]> checkpoint(
            @PathVariable String partition, @AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        String tree = tree(partition, token);
        Optional<Long> wanted = new Asked(request).number("size");
        StoredCheckpoint found = wanted.map(least -> checkpoints.covering(tree, least))
                .orElseGet(() -> checkpoints.head(tree))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND,
                        wanted.map(least -> "No checkpoint of size %d or more is signed.".formatted(least))
                                .orElse("No checkpoint is signed.")));
        return ok().contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(found.note().getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/v1/trees/{partition}/consistency")
    ResponseEntity<Consistency> consistency(
            @PathVariable String partition, @AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        String tree = tree(partition, token);
        Asked asked = new Asked(request);
        long first = asked.needed("from");
        long second = asked.needed("to");
        if (first > second) {
            throw Asked.bad("from must not be above to");
        }
        return ok().body(Consistency.of(tree, proofs.consistency(tree, signed(tree, first), signed(tree, second))));
    }

    private StoredCheckpoint signed(String tree, long size) {
        if (size == 0) {
            return new StoredCheckpoint(0, MerkleTree.EMPTY, "", Instant.EPOCH);
        }
        return checkpoints
                .at(tree, size)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND, "No checkpoint of size %d is signed.".formatted(size)));
    }

    @GetMapping("/v1/trees/{partition}/entries")
    ResponseEntity<Entries> entries(
            @PathVariable String partition, @AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        String tree = tree(partition, token);
        Asked asked = new Asked(request);
        long first = asked.needed("from");
        long end = asked.needed("to");
        if (first >= end || end - first > MOST_ENTRIES) {
            throw Asked.bad("to must be above from, by at most " + MOST_ENTRIES);
        }
        if (end > checkpoints.newest(tree)) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "No checkpoint of size %d or more is signed.".formatted(end));
        }
        return ok().body(new Entries(tree, first, end, texts(proofs.leaves(tree, first, end))));
    }

    private String tree(String partition, Jwt token) {
        requireAuditor(token);
        return proofs.tree(Proofs.partition(partition, proofs.partitions()));
    }

    private static void requireAuditor(Jwt token) {
        if (!TokenViewer.of(token).isAuditor()) {
            throw new ProblemException(ProblemType.FORBIDDEN, "The token needs the scope audit.");
        }
    }

    static List<String> texts(List<Hash> hashes) {
        return hashes.stream().map(Hash::base64).toList();
    }

    private static ResponseEntity.BodyBuilder ok() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore());
    }
}
