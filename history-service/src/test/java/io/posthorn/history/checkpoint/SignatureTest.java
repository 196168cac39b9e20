// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.integrity.Checkpoint;
import io.posthorn.contracts.integrity.ConsistencyProof;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.MerkleTree;
import io.posthorn.contracts.integrity.SigningKey;
import io.posthorn.history.integrity.DamagedTreeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final Hash A = MerkleTree.leaf(new byte[] {1});
    private static final Hash B = MerkleTree.leaf(new byte[] {2});
    private static final Hash BOTH = MerkleTree.node(A, B);
    private static final Supplier<ConsistencyProof> PROOF = () -> new ConsistencyProof(1, 2, List.of(B));
    private static final Supplier<ConsistencyProof> UNASKED = () -> {
        throw new AssertionError("no proof counts here");
    };

    private static final SigningKey KEY = SigningKey.generate("posthorn/messages/abc/0");
    private static final SigningKey OLDER_KEY = SigningKey.generate("posthorn/messages/abc/0");

    private static Checkpoint tree(long size, Hash root) {
        return new Checkpoint("posthorn/messages/abc/0", size, root);
    }

    private static Optional<StoredCheckpoint> signed(long size, Hash root) {
        return stored(tree(size, root), tree(size, root).sign(KEY).toString());
    }

    private static Optional<StoredCheckpoint> stored(Checkpoint signed, String note) {
        return Optional.of(new StoredCheckpoint(signed.size(), signed.root(), note, Instant.EPOCH));
    }

    private static Signature after(
            Optional<StoredCheckpoint> before, long size, Hash root, Supplier<ConsistencyProof> proof) {
        return Signature.of(before, tree(size, root), KEY.verifier(), proof);
    }

    @Test
    void theFirstIsDueOnceThereIsALeaf() {
        assertThat(after(Optional.empty(), 0, MerkleTree.EMPTY, UNASKED)).isEqualTo(Signature.NOT_DUE);
        assertThat(after(Optional.empty(), 1, A, UNASKED)).isEqualTo(Signature.DUE);
    }

    @Test
    void whatHasGrownFromWhatWasSignedIsDue() {
        assertThat(after(signed(1, A), 2, BOTH, PROOF)).isEqualTo(Signature.DUE);
    }

    @Test
    void whatWasSignedSoOrIsBehindIsNotDue() {
        assertThat(after(signed(2, BOTH), 2, BOTH, UNASKED)).isEqualTo(Signature.NOT_DUE);
        assertThat(after(signed(2, BOTH), 1, A, UNASKED)).isEqualTo(Signature.NOT_DUE);
    }

    @Test
    void anotherTreeIsRefused() {
        assertThat(after(signed(2, BOTH), 2, A, UNASKED)).isEqualTo(Signature.REFUSED);
        assertThat(after(signed(1, B), 2, BOTH, PROOF)).isEqualTo(Signature.REFUSED);
        assertThat(after(signed(1, A), 2, A, PROOF)).isEqualTo(Signature.REFUSED);
    }

    @Test
    void whatCannotBeShownIsRefused() {
        Supplier<ConsistencyProof> damaged = () -> {
            throw new DamagedTreeException("hash 1 of level 0 is missing");
        };
        assertThat(after(signed(1, A), 2, BOTH, damaged)).isEqualTo(Signature.REFUSED);
    }

    /** Or who has only the key that is named would find the newest of a tree at rest unsigned. */
    @Test
    void whatAnotherKeySignedIsDueAgainThoughItHasNotGrown() {
        Checkpoint now = tree(2, BOTH);

        assertThat(after(stored(now, now.sign(OLDER_KEY).toString()), 2, BOTH, UNASKED))
                .isEqualTo(Signature.DUE);
        assertThat(after(stored(now, "no note"), 2, BOTH, UNASKED)).isEqualTo(Signature.DUE);
        assertThat(after(stored(now, tree(1, A).sign(KEY).toString()), 2, BOTH, UNASKED))
                .isEqualTo(Signature.DUE);
        assertThat(after(stored(now, now.sign(OLDER_KEY).toString()), 2, A, UNASKED))
                .isEqualTo(Signature.REFUSED);
    }
}
