// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.contracts.v1.SkipCount;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.history.TestMessages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final TestMessages user = new TestMessages("user-1");
    private final Message first = user.next(10, NOW);
    private final Message second = user.next(30, NOW);
    private final ReplayRequest request = ReplayRequest.newBuilder()
            .setUser("user-1")
            .setDevice("phone")
            .setConnection("c-1")
            .setGateway("g-1")
            .setIncarnation(4)
            .setAfter(Positions.of(1, 5, 9))
            .setUpTo(second.getPosition())
            .build();
    private final Page page = new Page(
            List.of(
                    new Page.Replayed(first),
                    new Page.Skip(
                            Positions.of(1, 20, 9),
                            new TreeMap<>(java.util.Map.of(
                                    new Page.SkipKind(SkipReason.SKIP_REASON_EXPIRED, "unknown"), 3L))),
                    new Page.Replayed(second)),
            List.of(),
            Optional.empty(),
            Page.End.COMPLETE);

    @Test
    void eachFrameNamesTheOneBeforeIt() {
        assertThat(Deliveries.of(request, page))
                .extracting(
                        each -> each.getRecipients(0).getPrev().getOffset(),
                        each -> each.getPosition().getOffset())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(5L, 10L),
                        org.assertj.core.groups.Tuple.tuple(10L, 20L),
                        org.assertj.core.groups.Tuple.tuple(20L, 30L));
    }

    @Test
    void framesAreForOneConnectionOfOneUser() {
        List<Delivery> deliveries = Deliveries.of(request, page);

        assertThat(deliveries).allSatisfy(each -> {
            assertThat(each.getReplayed()).isTrue();
            assertThat(each.getTransient()).isFalse();
            Recipient recipient = each.getRecipients(0);
            assertThat(recipient.getConnection()).isEqualTo("c-1");
            assertThat(recipient.getUser()).isEqualTo("user-1");
            assertThat(recipient.getUserHash()).isEqualTo(UserHash.of("user-1"));
        });
        assertThat(deliveries.get(0).getMessage()).isEqualTo(first.getNotification());
        assertThat(deliveries.get(1).getSkip().getCountsList())
                .containsExactly(SkipCount.newBuilder()
                        .setReason(SkipReason.SKIP_REASON_EXPIRED)
                        .setClassName("unknown")
                        .setCount(3)
                        .build());
    }

    @Test
    void progressNamesWhereThePageBeganAndEnded() {
        ConnectionEvent event = Deliveries.progress(request, page, second.getPosition());

        assertThat(event.getGateway()).isEqualTo("g-1");
        assertThat(event.getIncarnation()).isEqualTo(4);
        assertThat(event.getReplayProgressed().getAfter()).isEqualTo(request.getAfter());
        assertThat(event.getReplayProgressed().getUpTo()).isEqualTo(second.getPosition());
        assertThat(event.getReplayProgressed().getMessages()).isEqualTo(2);
        assertThat(event.getReplayProgressed().getBytes())
                .isEqualTo(first.getSerializedSize() + second.getSerializedSize());
        assertThat(event.getReplayProgressed().getSkippedList())
                .as("what lies between the frame before a skip and the skip")
                .singleElement()
                .matches(range -> range.getAfter().equals(first.getPosition()))
                .matches(range -> range.getUpTo().getOffset() == 20);
    }

    @Test
    void whatCameTooLateHasAReceiptUnderItsOwnName() {
        Receipt receipt = Deliveries.leftOut(request, Page.LeftOut.of(first, SkipReason.SKIP_REASON_EXPIRED), NOW);

        assertThat(receipt.getState()).isEqualTo(ReceiptState.RECEIPT_STATE_EXPIRED);
        assertThat(receipt.getPosition()).isEqualTo(first.getPosition());
        assertThat(receipt.getDevice()).isEqualTo("phone");
        assertThat(receipt.getReason()).isEmpty();
        assertThat(receipt.getSource()).isEqualTo("orders");
        assertThat(receipt.getId()).isEqualTo("n-10");
        assertThat(receipt.getClassName()).isEqualTo("chat");
    }

    @Test
    void whatTheDeviceHadAckedBeforeHasItsReceipts() {
        Page told = new Page(
                List.of(),
                List.of(
                        Page.LeftOut.of(first, SkipReason.SKIP_REASON_EXPIRED),
                        Page.LeftOut.of(second, SkipReason.SKIP_REASON_EXPIRED)),
                Optional.empty(),
                Page.End.COMPLETE);

        assertThat(Deliveries.leftOut(request, told, NOW)).hasSize(2);
        assertThat(Deliveries.leftOut(
                        request.toBuilder().setAcked(first.getPosition()).build(), told, NOW))
                .singleElement()
                .matches(receipt -> receipt.getPosition().equals(second.getPosition()));
    }

    @Test
    void whatGaveWayToANewerOneIsOnRecordAsSkipped() {
        Receipt receipt = Deliveries.leftOut(request, Page.LeftOut.of(first, SkipReason.SKIP_REASON_COLLAPSED), NOW);

        assertThat(receipt.getState()).isEqualTo(ReceiptState.RECEIPT_STATE_SKIPPED);
        assertThat(receipt.getReason()).isEqualTo("collapsed");
        assertThat(receipt.getId()).isEqualTo("n-10");
        assertThat(receipt.getConnection()).isEqualTo("c-1");
    }

    @Test
    void whatWasErasedHasAReceiptThatSaysSo() {
        Receipt receipt = Deliveries.leftOut(request, Page.LeftOut.of(first, SkipReason.SKIP_REASON_ERASED), NOW);

        assertThat(receipt.getState()).isEqualTo(ReceiptState.RECEIPT_STATE_SKIPPED);
        assertThat(receipt.getReason()).isEqualTo("erased");
    }

    @Test
    void aBroadcastGoesOutLikeAMessageOfTheUsersOwn() {
        Message broadcast = new TestMessages("").next(20, NOW);
        Page mixed = new Page(
                List.of(new Page.Replayed(first), new Page.Replayed(broadcast), new Page.Replayed(second)),
                List.of(),
                Optional.empty(),
                Page.End.COMPLETE);

        Delivery delivery = Deliveries.of(request, mixed).get(1);

        assertThat(delivery.getMessage()).isEqualTo(broadcast.getNotification());
        Recipient recipient = delivery.getRecipients(0);
        assertThat(recipient.getUser()).isEqualTo("user-1");
        assertThat(recipient.getUserHash()).isEqualTo(UserHash.of("user-1"));
        assertThat(recipient.getPrev()).isEqualTo(first.getPosition());
        assertThat(Deliveries.leftOut(request, Page.LeftOut.of(broadcast, SkipReason.SKIP_REASON_EXPIRED), NOW)
                        .getUser())
                .isEqualTo("user-1");
    }

    @Test
    void whatIsNowhereHasAReceiptWithoutAName() {
        Page.Gap gap = new Page.Gap(Positions.of(1, 10, 9), Positions.of(1, 20, 9), 3);

        Receipt receipt = Deliveries.unexplained(request, gap, NOW);

        assertThat(receipt.getState()).isEqualTo(ReceiptState.RECEIPT_STATE_SKIPPED);
        assertThat(receipt.getReason()).isEqualTo("unexplained");
        assertThat(receipt.getPosition()).isEqualTo(gap.upTo());
        assertThat(receipt.getAt()).isEqualTo(NOW.toEpochMilli());
        assertThat(receipt.getSource()).isEmpty();
        assertThat(receipt.getId()).isEmpty();
    }
}
