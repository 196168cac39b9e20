// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.checkpoint;

import io.posthorn.contracts.integrity.Checkpoint;
import io.posthorn.contracts.integrity.ConsistencyProof;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.SignedNote;
import io.posthorn.contracts.integrity.VerifierKey;
import io.posthorn.history.integrity.DamagedTreeException;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether a tree may be signed after what was signed of it before. */
enum Signature {
    /** It is new, and all that was signed is its beginning; or it was signed so, but not with this key. */
    DUE,
    /** It was signed so already, or is being read again and is not yet where it was. */
    NOT_DUE,
    /** It is another tree: to sign it would be to say two things of one log. */
    REFUSED;

    /**
     * @param key with which it would be signed
     * @param proof that the first is the beginning of the second, from what is stored; asked for only when it counts
     */
    static Signature of(
            Optional<StoredCheckpoint> before, Checkpoint now, VerifierKey key, Supplier<ConsistencyProof> proof) {
        long size = now.size();
        Hash root = now.root();
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
            return last.root().equals(root) ? (isSigned(last, now, key) ? NOT_DUE : DUE) : REFUSED;
        }
        try {
            return proof.get().proves(last.root(), root) ? DUE : REFUSED;
        } catch (DamagedTreeException incomplete) {
            return REFUSED;
        }
    }

    private static boolean isSigned(StoredCheckpoint last, Checkpoint now, VerifierKey key) {
        return SignedNote.parse(last.note())
                .flatMap(note -> Checkpoint.open(note, key))
                .filter(now::equals)
                .isPresent();
    }
}
