// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.proof;

import io.posthorn.contracts.integrity.InclusionProof;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.asking.Asked;
import io.posthorn.history.audit.AuditedQuery;
import io.posthorn.history.audit.AuditedReads;
import io.posthorn.history.checkpoint.Checkpoints;
import io.posthorn.history.checkpoint.StoredCheckpoint;
import io.posthorn.history.integrity.TreeLeaf;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.security.Reach;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.Order;
import io.posthorn.history.stored.Span;
import io.posthorn.history.stored.StoredMessages;
import io.posthorn.history.tier.Owner;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * That one message is in the log: scope {@code audit}, a purpose, and on record. A token whose reach is limited has to name the
 * user, unless it is a broadcast, and gets what it may see while the message itself is stored.
 */
@RestController
final class InclusionController {

    /** @param leaf its bytes; leaf and checkpoint are all that a check needs, with the path between them */
    record Shown(
            String origin, int partition, long index, long size, String leaf, List<String> path, String checkpoint) {

        static Shown of(String origin, int partition, TreeLeaf leaf, InclusionProof proof, StoredCheckpoint in) {
            return new Shown(
                    origin,
                    partition,
                    proof.index(),
                    proof.size(),
                    Base64.getEncoder().encodeToString(leaf.leaf().toBytes()),
                    TreesController.texts(proof.path()),
                    in.note());
        }
    }

    private final Checkpoints checkpoints;
    private final Proofs proofs;
    private final Prepared<StoredMessages> messages;
    private final AuditedReads audited;

    InclusionController(
            Checkpoints checkpoints, Proofs proofs, Prepared<StoredMessages> messages, AuditedReads audited) {
        this.checkpoints = checkpoints;
        this.proofs = proofs;
        this.messages = messages;
        this.audited = audited;
    }

    @GetMapping("/v1/trees/{partition}/inclusion")
    ResponseEntity<Shown> inclusion(
            @PathVariable String partition, @AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        int of = Proofs.partition(partition, proofs.partitions());
        AskedLeaf asked = AskedLeaf.of(new Asked(request));
        Shown shown = audited.read(
                request,
                token,
                new AuditedQuery(asked.user(), asked.describe(of)),
                reach -> read(asked, of, reach),
                proof -> 1);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(shown);
    }

    private Shown read(AskedLeaf asked, int partition, Reach reach) {
        if (!reach.coversUser(asked.user())) {
            throw new ProblemException(ProblemType.FORBIDDEN, "The token reaches no broadcasts: name the user.");
        }
        String tree = proofs.tree(partition);
        TreeLeaf leaf = proofs.leaf(tree, partition, asked.era(), asked.offset())
                .filter(found -> asked.mayStandOn(partition, proofs.partitions()))
                .filter(found -> reach.isWhole() || covers(reach, asked, partition, found))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No leaf stands at this position."));
        long least = Math.max(leaf.index() + 1, asked.size().orElse(0L));
        StoredCheckpoint in = (asked.size().isPresent() ? checkpoints.covering(tree, least) : checkpoints.head(tree))
                .filter(found -> found.size() >= least)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND,
                        "No checkpoint of size %d or more is signed; one follows within seconds.".formatted(least)));
        return Shown.of(tree, partition, leaf, proofs.inclusion(tree, leaf, in), in);
    }

    /** What is not stored any more, or never was this user's, is as if it was not there. */
    private boolean covers(Reach reach, AskedLeaf asked, int partition, TreeLeaf leaf) {
        Position position =
                Positions.of(asked.era(), asked.offset(), leaf.leaf().appendedAt());
        Owner owner = asked.user().isEmpty() ? Owner.everyoneOn(partition) : Owner.user(asked.user());
        Iterator<Message> stored = messages.get().read(owner, Span.between(position, position), Order.OLDEST_FIRST);
        if (!stored.hasNext()) {
            return false;
        }
        Message message = stored.next();
        return message.getPosition().getAppendedAt() == leaf.leaf().appendedAt()
                && reach.coversMessage(message.getNotification().getClassName(), message.getGroup());
    }
}
