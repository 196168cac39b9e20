// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ProgressMarker;
import io.posthorn.contracts.v1.RangeOutcome;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.TestMessages;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import io.posthorn.history.tier.Tiers;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final Instant APPENDED = Instant.parse("2026-11-20T10:00:00Z");
    private static final Placement PLACEMENT = new Placement(new Tiers(DeliveryClasses.defaults()), 50_000);

    private static final RangeOutcome OUTCOME = RangeOutcome.newBuilder()
            .setUser("user-1")
            .setUpTo(Positions.of(1, 17, 5))
            .setState(ReceiptState.RECEIPT_STATE_DELIVERED)
            .build();

    private final Message message = new TestMessages("user-1").next(17, APPENDED, "system");

    @Test
    void aMessageBecomesARowOfItsTierMonthAndSlice() {
        Intake intake = of(message.toBuilder().setOrdinal(50_001).build());

        assertThat(intake).isInstanceOfSatisfying(Intake.Write.class, write -> {
            assertThat(write.row().tier().name()).isEqualTo("90d");
            assertThat(write.row().bucket()).isEqualTo(new Bucket(202611, 1));
            assertThat(write.row().writtenAt()).isEqualTo(APPENDED.toEpochMilli() * 1_000);
        });
        assertThat(intake.position()).contains(message.getPosition());
    }

    @Test
    void aMarkerOnlyMovesTheWatermark() {
        Position upTo = Positions.of(1, 99, 5);
        MessageRecord marker = MessageRecord.newBuilder()
                .setProgress(ProgressMarker.newBuilder().setUpTo(upTo))
                .build();

        Intake intake = Intake.of(marker.toByteArray(), 3, PLACEMENT);

        assertThat(intake).isEqualTo(new Intake.Pass(upTo));
        assertThat(intake.position()).contains(upTo);
    }

    @Test
    void whatIsNeverStoredIsPassedOver() {
        Intake intake = of(with(each -> each.getNotificationBuilder().setClassName("transient")));

        assertThat(intake).isEqualTo(new Intake.Pass(message.getPosition()));
    }

    @Test
    void whatCannotBeReadIsParkedAndMovesNothing() {
        assertParked(Intake.of(null, 3, PLACEMENT), Rejection.UNPARSEABLE);
        assertParked(Intake.of(new byte[] {1, 2, 3}, 3, PLACEMENT), Rejection.UNPARSEABLE);
        assertParked(Intake.of(new byte[0], 3, PLACEMENT), Rejection.UNPARSEABLE);
    }

    @Test
    void whatContradictsItselfIsParkedAndMovesNothing() {
        assertParked(of(with(each -> each.clearPosition())), Rejection.FAILED);
        assertParked(of(with(each -> each.getPositionBuilder().setOffset(-1))), Rejection.FAILED);
        assertParked(of(with(each -> each.getPositionBuilder().setAppendedAt(Long.MAX_VALUE))), Rejection.FAILED);
        assertParked(of(with(each -> each.getPositionBuilder().setAppendedAt(-1))), Rejection.FAILED);
        assertParked(of(with(each -> each.setPrevOwn(each.getPosition()))), Rejection.FAILED);
        assertParked(of(with(each -> each.setOrdinal(0))), Rejection.FAILED);
        assertParked(of(with(each -> each.setOrdinal(Long.MAX_VALUE))), Rejection.FAILED);
        MessageRecord marker = MessageRecord.newBuilder()
                .setProgress(ProgressMarker.getDefaultInstance())
                .build();
        assertParked(Intake.of(marker.toByteArray(), 3, PLACEMENT), Rejection.FAILED);
    }

    @Test
    void aBroadcastBecomesARowOfEveryoneOnItsPartition() {
        Intake intake = of(with(each -> each.setUser("")));

        assertThat(intake).isInstanceOfSatisfying(Intake.Write.class, write -> {
            assertThat(write.row().owner()).isEqualTo(Owner.everyoneOn(3));
            assertThat(write.row().tier().name()).isEqualTo("90d");
            assertThat(write.row().bucket()).isEqualTo(new Bucket(202611, 0));
        });
        assertThat(intake.position()).contains(message.getPosition());
    }

    @Test
    void nobodysMessageIsTakenForABroadcast() {
        assertParked(of(with(each -> each.setUser("everyone 3"))), Rejection.FAILED);
    }

    @Test
    void anOutcomeIsSettledAndMovesNothing() {
        for (ReceiptState state : List.of(
                ReceiptState.RECEIPT_STATE_DELIVERED,
                ReceiptState.RECEIPT_STATE_READ,
                ReceiptState.RECEIPT_STATE_SKIPPED)) {
            RangeOutcome outcome = OUTCOME.toBuilder().setState(state).build();

            assertThat(of(outcome)).isEqualTo(new Intake.Settle(outcome));
            assertThat(of(outcome).position()).isEmpty();
        }
    }

    @Test
    void anOutcomeThatCannotBeSettledIsParked() {
        assertParked(of(OUTCOME.toBuilder().clearUser().build()), Rejection.FAILED);
        assertParked(of(OUTCOME.toBuilder().setUser("everyone 3").build()), Rejection.FAILED);
        assertParked(of(OUTCOME.toBuilder().setUser("x".repeat(70_000)).build()), Rejection.FAILED);
        assertParked(of(OUTCOME.toBuilder().clearState().build()), Rejection.FAILED);
        assertParked(
                of(OUTCOME.toBuilder()
                        .setState(ReceiptState.RECEIPT_STATE_ACCEPTED)
                        .build()),
                Rejection.FAILED);
        assertParked(of(OUTCOME.toBuilder().setStateValue(99).build()), Rejection.FAILED);
    }

    @Test
    void aClassThatIsNotConfiguredHereIsParked() {
        Intake intake = of(with(each -> each.getNotificationBuilder().setClassName("news")));

        assertThat(intake).isInstanceOfSatisfying(Intake.Park.class, park -> {
            assertThat(park.reason()).isEqualTo(Rejection.UNKNOWN_CLASS);
            assertThat(park.detail()).contains("chat").doesNotContain("news");
        });
        assertThat(intake.position()).contains(message.getPosition());
    }

    private Message with(Consumer<Message.Builder> change) {
        Message.Builder builder = message.toBuilder();
        change.accept(builder);
        return builder.build();
    }

    private static Intake of(Message message) {
        return Intake.of(MessageRecord.newBuilder().setMessage(message).build().toByteArray(), 3, PLACEMENT);
    }

    private static Intake of(RangeOutcome outcome) {
        return Intake.of(MessageRecord.newBuilder().setOutcome(outcome).build().toByteArray(), 3, PLACEMENT);
    }

    private static void assertParked(Intake intake, Rejection reason) {
        assertThat(intake)
                .isInstanceOfSatisfying(
                        Intake.Park.class, park -> assertThat(park.reason()).isEqualTo(reason));
        assertThat(intake.position()).isEmpty();
    }
}
