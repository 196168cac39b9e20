// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.contracts.integrity.MerkleTree;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.local.export.RowPlace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A tree of two leaves: that of the row, and that of somebody else's message. */
class LeafCheckTest {

    private static final int PARTITION = 3;
    private static final Message OWN = message("user-1", 10);
    private static final Leaf LEAF = Leaf.of(PARTITION, OWN);
    private static final Leaf OTHER = Leaf.of(PARTITION, message("user-2", 11));
    private static final Hash ROOT = MerkleTree.node(LEAF.hash(), OTHER.hash());
    private static final List<Hash> PATH = List.of(OTHER.hash());
    private static final List<Hash> PATH_OF_OTHER = List.of(LEAF.hash());

    private static final LeafCheck.Tree TREE = new LeafCheck.Tree() {
        @Override
        public long size() {
            return 2;
        }

        @Override
        public boolean has(Hash leaf, RowPlace place) {
            return place.path().isPresent()
                    ? place.leads(leaf, 2, ROOT)
                    : List.of(LEAF.hash(), OTHER.hash())
                            .get((int) place.index())
                            .equals(leaf);
        }
    };

    private static Message message(String user, long offset) {
        return Message.newBuilder()
                .setUser(user)
                .setPosition(Positions.of(1, offset, 1_000))
                .setSalt(ByteString.copyFrom(new byte[16]))
                .setNotification(Notification.newBuilder()
                        .setSource("orders")
                        .setId("o-1")
                        .setTitle("Shipped"))
                .build();
    }

    private static Message erased(long offset) {
        return OWN.toBuilder()
                .setPosition(Positions.of(1, offset, 1_000))
                .clearSalt()
                .clearNotification()
                .setErasedAt(2_000)
                .build();
    }

    private static RowPlace place(long index, Optional<Leaf> leaf, Optional<List<Hash>> path) {
        return new RowPlace(1, PARTITION, "user-1", 1, 10, index, leaf, path);
    }

    private static Optional<String> fault(Message message, RowPlace place) throws IOException {
        return LeafCheck.fault(new ExportRow(1, PARTITION, message, "after"), place, TREE);
    }

    @Test
    void aRowIsProvenByAllLeavesAndByItsPath() throws IOException {
        assertThat(fault(OWN, place(0, Optional.empty(), Optional.empty()))).isEmpty();
        assertThat(fault(OWN, place(0, Optional.of(LEAF), Optional.of(PATH)))).isEmpty();
        assertThat(fault(OWN, place(0, Optional.empty(), Optional.of(PATH)))).isEmpty();
    }

    @Test
    void aRowThatWasChangedIsNotWhatTheLogHeld() throws IOException {
        Message changed = OWN.toBuilder().setOrdinal(7).build();

        assertThat(fault(changed, place(0, Optional.empty(), Optional.empty())))
                .contains("it is not what the log held at leaf 0 of partition 3");
        assertThat(fault(changed, place(0, Optional.of(LEAF), Optional.of(PATH))))
                .contains("it is not what the log held at leaf 0 of partition 3");
    }

    @Test
    void aLeafThatFitsAChangedRowHasNoPath() throws IOException {
        Message changed = OWN.toBuilder().setOrdinal(7).build();
        Leaf made = Leaf.of(PARTITION, changed);

        assertThat(fault(changed, place(0, Optional.of(made), Optional.of(PATH))))
                .contains("the path that is given for it does not lead to the signed root of partition 3");
    }

    @Test
    void theProofOfAnotherRowIsNone() throws IOException {
        assertThat(fault(OWN, place(1, Optional.of(OTHER), Optional.of(PATH_OF_OTHER))))
                .contains("it is not what the log held at leaf 1 of partition 3");
        assertThat(fault(OWN, place(0, Optional.of(LEAF), Optional.of(PATH_OF_OTHER))))
                .contains("the path that is given for it does not lead to the signed root of partition 3");
        assertThat(fault(OWN, place(0, Optional.of(LEAF), Optional.of(List.of()))))
                .isPresent();
    }

    @Test
    void aPlaceOutsideTheTreeIsNoLeaf() throws IOException {
        for (long index : new long[] {-1, 2, Long.MAX_VALUE}) {
            assertThat(fault(OWN, place(index, Optional.of(LEAF), Optional.of(PATH))))
                    .contains("no leaf of the tree of partition 3 is this row");
        }
    }

    @Test
    void anErasedRowNeedsTheLeafAtItsPosition() throws IOException {
        assertThat(fault(erased(10), place(0, Optional.of(LEAF), Optional.of(PATH))))
                .isEmpty();
        assertThat(fault(erased(10), place(0, Optional.of(LEAF), Optional.empty())))
                .isEmpty();
        assertThat(fault(erased(10), place(0, Optional.empty(), Optional.of(PATH))))
                .contains("it is erased, and the leaf that is given for it is not leaf 0 of partition 3");
        assertThat(fault(erased(10), place(0, Optional.of(OTHER), Optional.of(PATH))))
                .contains("it is erased, and the leaf that is given for it is not leaf 0 of partition 3");
        assertThat(fault(erased(12), place(0, Optional.of(LEAF), Optional.of(PATH))))
                .contains("it is erased, and its leaf has another partition, position or time");
        assertThat(fault(erased(10), place(1, Optional.of(OTHER), Optional.of(PATH_OF_OTHER))))
                .contains("it is erased, and its leaf has another partition, position or time");
    }
}
