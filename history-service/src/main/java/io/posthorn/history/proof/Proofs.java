// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.proof;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.integrity.ConsistencyProof;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.InclusionProof;
import io.posthorn.history.checkpoint.StoredCheckpoint;
import io.posthorn.history.integrity.DamagedTreeException;
import io.posthorn.history.integrity.KafkaAwayException;
import io.posthorn.history.integrity.StoredNodes;
import io.posthorn.history.integrity.TreeLeaf;
import io.posthorn.history.integrity.TreeNames;
import io.posthorn.history.integrity.TreeStatements;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.store.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Computes proofs from the stored rows, and gives none that does not hold. */
@Component
final class Proofs {

    private static final Logger log = LoggerFactory.getLogger(Proofs.class);

    private final TreeNames names;
    private final Prepared<TreeStatements> statements;
    private final Counter damaged;

    Proofs(TreeNames names, Prepared<TreeStatements> statements, MeterRegistry meters) {
        this.names = names;
        this.statements = statements;
        this.damaged = meters.counter("posthorn.history.trees.damaged");
    }

    int partitions() {
        return names.partitions();
    }

    /** @throws ProblemException there is no such partition */
    static int partition(String text, int partitions) {
        if (!text.matches("0|[1-9][0-9]{0,8}") || Integer.parseInt(text) >= partitions) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "There are the partitions 0 to %d.".formatted(partitions - 1));
        }
        return Integer.parseInt(text);
    }

    /** @throws ProblemException Kafka has not yet told which topic it is */
    String tree(int partition) {
        try {
            return names.of(partition);
        } catch (KafkaAwayException e) {
            log.warn("A tree has no name yet: {}", e.getMessage());
            throw new ProblemException(ProblemType.STORE_AWAY, "Kafka does not answer. Try again in a few seconds.");
        }
    }

    Optional<TreeLeaf> leaf(String tree, int partition, int era, long offset) {
        return statements.get().leaf().execute(tree, partition, era, offset);
    }

    /** @throws ProblemException the rows do not fit the checkpoint */
    InclusionProof inclusion(String tree, TreeLeaf leaf, StoredCheckpoint in) {
        return sound(tree, () -> {
            InclusionProof proof = InclusionProof.of(leaf.index(), in.size(), nodes(tree));
            if (!proof.proves(leaf.leaf().hash(), in.root())) {
                throw new DamagedTreeException(
                        "leaf %d is not in the tree that was signed with size %d".formatted(leaf.index(), in.size()));
            }
            return proof;
        });
    }

    /** @throws ProblemException the rows do not fit the checkpoints */
    ConsistencyProof consistency(String tree, StoredCheckpoint from, StoredCheckpoint to) {
        return sound(tree, () -> {
            ConsistencyProof proof = ConsistencyProof.of(from.size(), to.size(), nodes(tree));
            if (!proof.proves(from.root(), to.root())) {
                throw new DamagedTreeException(
                        "size %d is not the beginning of size %d".formatted(from.size(), to.size()));
            }
            return proof;
        });
    }

    /** @throws ProblemException one is missing */
    List<Hash> leaves(String tree, long from, long to) {
        return sound(tree, () -> {
            Map<Long, Hash> found = statements.get().hashes().execute(tree, 0, from, to);
            for (long index = from; index < to; index++) {
                if (!found.containsKey(index)) {
                    throw new DamagedTreeException("hash %d of level 0 is missing".formatted(index));
                }
            }
            return new ArrayList<>(found.values());
        });
    }

    private StoredNodes nodes(String tree) {
        return new StoredNodes(statements.get().hashes(), tree);
    }

    private <T> T sound(String tree, Supplier<T> answer) {
        try {
            return answer.get();
        } catch (DamagedTreeException e) {
            damaged.increment();
            log.error("Tree {}: {}. What to do: integrity.md, 'The tree stops'.", tree, e.getMessage());
            throw new ProblemException(ProblemType.TREE_DAMAGED, "In the tree %s: %s.".formatted(tree, e.getMessage()));
        }
    }
}
