// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.PositionRange;
import io.posthorn.contracts.v1.RangeOutcome;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.TestMessages;
import io.posthorn.history.tier.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RangeReceiptsTest {

    private static final Instant APPENDED = Instant.parse("2026-11-10T10:00:00Z");
    private static final RangeOutcome DELIVERED = RangeOutcome.newBuilder()
            .setUser("user-1")
            .setDevice("phone")
            .setGateway("g-1")
            .setConnection("c-1")
            .setAfter(at(10))
            .setUpTo(at(50))
            .setBroadcastsAfter(at(20))
            .setState(ReceiptState.RECEIPT_STATE_DELIVERED)
            .setAt(1_795_168_810_000L)
            .build();

    private final Message chat = new TestMessages("user-1").next(17, APPENDED);

    @Test
    void aReceiptNamesTheMessageAndWhatBecameOfItWhere() {
        assertThat(of(DELIVERED, chat))
                .contains(Receipt.newBuilder()
                        .setSource("orders")
                        .setId("n-17")
                        .setState(ReceiptState.RECEIPT_STATE_DELIVERED)
                        .setUser("user-1")
                        .setPosition(chat.getPosition())
                        .setDevice("phone")
                        .setGateway("g-1")
                        .setConnection("c-1")
                        .setClassName("chat")
                        .setAt(1_795_168_810_000L)
                        .build());
    }

    @Test
    void ofABroadcastItNamesTheUserWhoGotIt() {
        assertThat(of(DELIVERED, new TestMessages("").next(30, APPENDED)))
                .map(Receipt::getUser)
                .contains("user-1");
    }

    @Test
    void aSkipTellsWhy() {
        RangeOutcome skipped = DELIVERED.toBuilder()
                .setState(ReceiptState.RECEIPT_STATE_SKIPPED)
                .setReason("forgotten")
                .build();

        assertThat(of(skipped, chat)).hasValueSatisfying(receipt -> {
            assertThat(receipt.getState()).isEqualTo(ReceiptState.RECEIPT_STATE_SKIPPED);
            assertThat(receipt.getReason()).isEqualTo("forgotten");
        });
    }

    @Test
    void whatTheDeviceWasToldAsSkippedHasItsReceipt() {
        for (ReceiptState state : List.of(
                ReceiptState.RECEIPT_STATE_DELIVERED,
                ReceiptState.RECEIPT_STATE_READ,
                ReceiptState.RECEIPT_STATE_SKIPPED)) {
            RangeOutcome outcome = DELIVERED.toBuilder().setState(state).build();
            assertThat(of(skipping(outcome, 16, 17), chat)).isEmpty();
            assertThat(of(skipping(outcome, 17, 20), chat)).isPresent();
            assertThat(of(skipping(outcome, 11, 16), chat)).isPresent();
        }
    }

    @Test
    void ownRowsAndBroadcastsHaveRangesOfTheirOwn() {
        assertThat(ranges(DELIVERED))
                .containsExactly(
                        new RangeReceipts.Range(Owner.user("user-1"), at(10), at(50)),
                        new RangeReceipts.Range(Owner.everyoneOn(3), at(20), at(50)));
        assertThat(ranges(DELIVERED.toBuilder().setBroadcastsAfter(at(5)).build())
                        .get(1)
                        .after())
                .isEqualTo(at(10));
    }

    @Test
    void whereNoRowCanBeNoneIsLookedFor() {
        assertThat(ranges(DELIVERED.toBuilder().setBroadcastsAfter(at(50)).build()))
                .extracting(RangeReceipts.Range::owner)
                .containsExactly(Owner.user("user-1"));
        assertThat(ranges(DELIVERED.toBuilder().setUpTo(at(10)).build())).isEmpty();
        assertThat(ranges(DELIVERED.toBuilder().clearUpTo().build())).isEmpty();
    }

    private static List<RangeReceipts.Range> ranges(RangeOutcome outcome) {
        return new RangeReceipts(outcome).ranges(3);
    }

    private static Optional<Receipt> of(RangeOutcome outcome, Message row) {
        return new RangeReceipts(outcome).of(row);
    }

    private static RangeOutcome skipping(RangeOutcome outcome, long after, long upTo) {
        return outcome.toBuilder()
                .addSkipped(PositionRange.newBuilder().setAfter(at(after)).setUpTo(at(upTo)))
                .build();
    }

    private static Position at(long offset) {
        return Positions.of(1, offset, APPENDED.toEpochMilli());
    }
}
