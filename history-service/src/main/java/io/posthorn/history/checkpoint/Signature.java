// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.checkpoint;

import io.posthorn.contracts.integrity.ConsistencyProof;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.history.integrity.DamagedTreeException;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether a tree may be signed after what was signed of it before. */
enum Signature {
    /** It is new, and all that was signed is its beginning. */
    DUE,
    /** It was signed so already, or is being read again and is not yet where it was. */
    NOT_DUE,
    /** It is another tree: to sign it would be to say two things of one log. */
    REFUSED;

    /** @param proof that the first is the beginning of the second, from what is stored; asked for only when it counts */
    static Signature of(Optional<StoredCheckpoint> before, long size, Hash root, Supplier<ConsistencyProof> proof) {
        if (size == 0) {
            return NOT_DUE;
        }
        if (before.isEmpty()) {
            return DUE;
        }
        StoredCheckpoint last = before.get();
        if (last.size() > size) {
            return NOT_DUE;
        }
        if (last.size() == size) {
            return last.root().equals(root) ? NOT_DUE : REFUSED;
        }
        try {
            return proof.get().proves(last.root(), root) ? DUE : REFUSED;
        } catch (DamagedTreeException incomplete) {
            return REFUSED;
        }
    }
}
