// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.checkpoint;

import io.posthorn.contracts.integrity.Hash;
import io.posthorn.history.integrity.SignedRoots;
import io.posthorn.history.store.Prepared;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was signed, of any tree. Each may hold the caller, and throws when Cassandra does not answer. */
public final class Checkpoints implements SignedRoots {

    private final Prepared<CheckpointStatements> statements;

    Checkpoints(Prepared<CheckpointStatements> statements) {
        this.statements = statements;
    }

    @Override
    public long newest(String tree) {
        return statements
                .get()
                .select()
                .newest(tree)
                .map(StoredCheckpoint::size)
                .orElse(0L);
    }

    /** As it was signed last: a head tells the largest size, and not which of two notes of that size is the later one. */
    public Optional<StoredCheckpoint> head(String tree) {
        return statements
                .get()
                .select()
                .newest(tree)
                .map(head -> at(tree, head.size())
                        .filter(each -> each.root().equals(head.root()))
                        .orElse(head));
    }

    /** The smallest of at least this size; the newest when the one before it is far below. */
    public Optional<StoredCheckpoint> covering(String tree, long size) {
        Optional<StoredCheckpoint> head = head(tree);
        if (head.isEmpty() || head.get().size() < size) {
            return Optional.empty();
        }
        return statements.get().select().first(tree, size, head.get().size()).or(() -> head);
    }

    /** Of just this size. */
    public Optional<StoredCheckpoint> at(String tree, long size) {
        return statements.get().select().first(tree, size, size);
    }

    @Override
    public Map<Long, Hash> between(String tree, long after, long upTo) {
        Map<Long, Hash> roots = new HashMap<>();
        statements.get().select().between(tree, after + 1, upTo).forEach(each -> roots.put(each.size(), each.root()));
        return roots;
    }

    void store(String tree, StoredCheckpoint signed) {
        statements.get().insert().execute(tree, signed);
    }
}
