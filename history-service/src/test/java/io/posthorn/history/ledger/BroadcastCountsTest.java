// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import static io.posthorn.history.kept.TestRows.AT;
import static io.posthorn.history.kept.TestRows.ofPartition;
import static io.posthorn.history.kept.TestRows.onDevice;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.kept.KeptReceipt;
import io.posthorn.history.outcome.Outcome;
import io.posthorn.history.outcome.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;

class BroadcastCountsTest {

    private static final Position ELSEWHERE = Positions.of(1, 99, AT.getAppendedAt());

    private static Standing delivered(Position at) {
        Standing one = Standing.of(List.of(onDevice("phone", ReceiptState.RECEIPT_STATE_DELIVERED, 1)))
                .get(0);
        return new Standing(at, one.receipts(), one.devices());
    }

    @Test
    void partitionsAddUp() {
        BroadcastCounts counts = new BroadcastCounts();
        counts.add(0, delivered(AT));
        counts.add(0, delivered(AT));
        counts.add(3, delivered(ELSEWHERE));

        assertThat(counts.all().devices(Outcome.DELIVERED)).isEqualTo(3);
        assertThat(counts.byPartition().get(0).devices(Outcome.DELIVERED)).isEqualTo(2);
        assertThat(counts.byPartition().get(3).users()).isEqualTo(1);
        assertThat(counts.isComplete()).isTrue();
    }

    @Test
    void usersAtAPositionSayWhichPartitionItIs() {
        List<KeptReceipt> routed = List.of(ofPartition(AT, 0, 10), ofPartition(ELSEWHERE, 0, 20));
        BroadcastCounts counts = new BroadcastCounts();
        counts.add(1, delivered(AT));
        counts.add(2, delivered(ELSEWHERE));

        assertThat(counts.routed(1, routed)).hasValue(10);
        assertThat(counts.routed(2, routed)).hasValue(20);
        assertThat(counts.routed(3, routed)).isEmpty();
    }

    @Test
    void aPositionThatTwoPartitionsHaveSaysNeither() {
        BroadcastCounts counts = new BroadcastCounts();
        counts.add(1, delivered(AT));
        counts.add(2, delivered(AT));

        assertThat(counts.routed(1, List.of(ofPartition(AT, 0, 10), ofPartition(AT, 0, 20))))
                .isEmpty();
    }

    @Test
    void whatWasCutIsNotComplete() {
        BroadcastCounts counts = new BroadcastCounts();
        counts.cut();

        assertThat(counts.isComplete()).isFalse();
    }
}
