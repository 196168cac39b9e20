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
import io.posthorn.history.TestMessages;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Tiers;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final Instant APPENDED = Instant.parse("2026-11-20T10:00:00Z");
    private static final Tiers TIERS = new Tiers(DeliveryClasses.defaults());

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

        Intake intake = Intake.of(marker.toByteArray(), TIERS, 50_000);

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
        assertParked(Intake.of(null, TIERS, 50_000), Rejection.UNPARSEABLE);
        assertParked(Intake.of(new byte[] {1, 2, 3}, TIERS, 50_000), Rejection.UNPARSEABLE);
        assertParked(Intake.of(new byte[0], TIERS, 50_000), Rejection.UNPARSEABLE);
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
        assertParked(Intake.of(marker.toByteArray(), TIERS, 50_000), Rejection.FAILED);
    }

    @Test
    void aBroadcastIsParkedAndNotDropped() {
        Intake intake = of(with(each -> each.setUser("")));

        assertThat(intake).isInstanceOfSatisfying(Intake.Park.class, park -> {
            assertThat(park.reason()).isEqualTo(Rejection.FAILED);
            assertThat(park.detail()).contains("broadcasts");
        });
        assertThat(intake.position()).contains(message.getPosition());
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
        return Intake.of(MessageRecord.newBuilder().setMessage(message).build().toByteArray(), TIERS, 50_000);
    }

    private static void assertParked(Intake intake, Rejection reason) {
        assertThat(intake)
                .isInstanceOfSatisfying(
                        Intake.Park.class, park -> assertThat(park.reason()).isEqualTo(reason));
        assertThat(intake.position()).isEmpty();
    }
}
