// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import io.posthorn.contracts.integrity.Hash;
import io.posthorn.history.store.Prepared;
import java.util.Map;
import java.util.Optional;

/** Trees as they were signed. Each may hold the caller, and throws when Cassandra does not answer. */
final class SignedTrees {

    private final SignedRoots roots;
    private final Prepared<TreeStatements> statements;

    SignedTrees(SignedRoots roots, Prepared<TreeStatements> statements) {
        this.roots = roots;
        this.statements = statements;
    }

    /** Size of the newest checkpoint; 0: there is none. */
    long newest(String tree) {
        return roots.newest(tree);
    }

    /**
     * How a tree grows into another than the one that was signed; empty: it does not.
     *
     * <p>Checkpoints alone would tell it too late: between two of them lie thousands of leaves, which would be replaced before.
     *
     * @param newest size that was signed; from there on nothing is asked
     */
    Optional<String> departure(Growth growth, long newest) {
        String tree = growth.before().name();
        long from = growth.before().size();
        long to = Math.min(newest, growth.after().size());
        if (from >= to) {
            return Optional.empty();
        }
        Map<Long, Hash> stored = statements.get().hashes().execute(tree, 0, from, to);
        return growth.departure(roots.between(tree, from, to), stored, newest);
    }
}
