// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.checkpoint;

import io.posthorn.contracts.integrity.Checkpoint;
import io.posthorn.contracts.integrity.ConsistencyProof;
import io.posthorn.contracts.integrity.SigningKey;
import io.posthorn.history.integrity.StoredNodes;
import io.posthorn.history.integrity.Tree;
import io.posthorn.history.integrity.TreeStatements;
import io.posthorn.history.integrity.Trees;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.store.StoreFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs the trees of this instance's partitions when they have grown, in a thread of its own. Only what is stored and committed
 * is signed; and only when the newest checkpoint, whoever signed it, is shown by the stored rows to be its beginning.
 */
final class Signer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Signer.class);

    private final SigningKey key;
    private final Duration interval;
    private final Trees trees;
    private final Checkpoints checkpoints;
    private final Prepared<TreeStatements> statements;
    private final Availability availability;
    private final Clock clock;
    /** Partition → the tree that was last seen to be signed. */
    private final Map<Integer, Tree> seen = new ConcurrentHashMap<>();

    /** Whether the last round failed; of the rounds' thread. */
    private boolean failing;

    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "history-checkpoints");
        thread.setDaemon(true);
        return thread;
    });

    Signer(
            SigningKey key,
            Duration interval,
            Trees trees,
            Checkpoints checkpoints,
            Prepared<TreeStatements> statements,
            Availability availability,
            Clock clock) {
        this.key = key;
        this.interval = interval;
        this.trees = trees;
        this.checkpoints = checkpoints;
        this.statements = statements;
        this.availability = availability;
        this.clock = clock;
    }

    void start() {
        rounds.scheduleWithFixedDelay(this::round, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        AtomicBoolean failed = new AtomicBoolean();
        Map<Integer, Tree> grown = trees.grown();
        seen.keySet().retainAll(grown.keySet());
        grown.forEach((partition, tree) -> {
            if (!tree.equals(seen.get(partition)) && !sign(partition, tree)) {
                failed.set(true);
            }
        });
        // Also when what could not be signed has gone to another instance.
        if (failing && !failed.get()) {
            availability.satisfied(Availability.Asker.TREES);
        }
        failing = failed.get();
    }

    /** @return false: Cassandra did not answer */
    private boolean sign(int partition, Tree tree) {
        try {
            Checkpoint now =
                    new Checkpoint(tree.name(), tree.size(), tree.frontier().root());
            Optional<StoredCheckpoint> before = checkpoints.head(tree.name());
            switch (Signature.of(before, now, key.verifier(), () -> proof(before, tree))) {
                case DUE -> {
                    store(now);
                    done(partition, tree);
                }
                case NOT_DUE -> done(partition, tree);
                case REFUSED ->
                    trees.refuse(
                            partition,
                            "what is stored does not show that the checkpoint of size %d is its beginning. What to do: integrity.md, 'The tree stops'."
                                    .formatted(
                                            before.map(StoredCheckpoint::size).orElse(0L)));
            }
            return true;
        } catch (Throwable e) {
            // Thrown on, it would end the rounds.
            if (StoreFailure.of(e) == StoreFailure.REFUSED) {
                log.error("The tree of partition {} could not be signed and will be tried again", partition, e);
                return true;
            }
            availability.failed(Availability.Asker.TREES, e);
            return false;
        }
    }

    private void done(int partition, Tree tree) {
        seen.put(partition, tree);
        trees.signed(partition);
    }

    private ConsistencyProof proof(Optional<StoredCheckpoint> before, Tree tree) {
        return ConsistencyProof.of(
                before.orElseThrow().size(),
                tree.size(),
                new StoredNodes(statements.get().hashes(), tree.name()));
    }

    private void store(Checkpoint now) {
        String note = now.sign(key).toString();
        checkpoints.store(now.origin(), new StoredCheckpoint(now.size(), now.root(), note, clock.instant()));
    }

    /** As it is, or as another instance has signed it. */
    boolean isSigned(int partition, Tree tree) {
        return tree.size() == 0 || tree.equals(seen.get(partition));
    }

    @Override
    public void close() {
        rounds.shutdownNow();
    }
}
