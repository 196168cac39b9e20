// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.integrity.ConsistencyProof;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.MerkleTree;
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

    private static Optional<StoredCheckpoint> signed(long size, Hash root) {
        return Optional.of(new StoredCheckpoint(size, root, "", Instant.EPOCH));
    }

    @Test
    void theFirstIsDueOnceThereIsALeaf() {
        assertThat(Signature.of(Optional.empty(), 0, MerkleTree.EMPTY, UNASKED)).isEqualTo(Signature.NOT_DUE);
        assertThat(Signature.of(Optional.empty(), 1, A, UNASKED)).isEqualTo(Signature.DUE);
    }

    @Test
    void whatHasGrownFromWhatWasSignedIsDue() {
        assertThat(Signature.of(signed(1, A), 2, BOTH, PROOF)).isEqualTo(Signature.DUE);
    }

    @Test
    void whatWasSignedSoOrIsBehindIsNotDue() {
        assertThat(Signature.of(signed(2, BOTH), 2, BOTH, UNASKED)).isEqualTo(Signature.NOT_DUE);
        assertThat(Signature.of(signed(2, BOTH), 1, A, UNASKED)).isEqualTo(Signature.NOT_DUE);
    }

    @Test
    void anotherTreeIsRefused() {
        assertThat(Signature.of(signed(2, BOTH), 2, A, UNASKED)).isEqualTo(Signature.REFUSED);
        assertThat(Signature.of(signed(1, B), 2, BOTH, PROOF)).isEqualTo(Signature.REFUSED);
        assertThat(Signature.of(signed(1, A), 2, A, PROOF)).isEqualTo(Signature.REFUSED);
    }

    @Test
    void whatCannotBeShownIsRefused() {
        Supplier<ConsistencyProof> damaged = () -> {
            throw new DamagedTreeException("hash 1 of level 0 is missing");
        };
        assertThat(Signature.of(signed(1, A), 2, BOTH, damaged)).isEqualTo(Signature.REFUSED);
    }
}
