// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.outcome;

import static io.posthorn.history.kept.TestRows.ofAll;
import static io.posthorn.history.kept.TestRows.ofPartition;
import static io.posthorn.history.kept.TestRows.ofUser;
import static io.posthorn.history.kept.TestRows.onDevice;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.retention.ReceiptLevel;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.kept.KeptReceipt;
import io.posthorn.history.kept.TestRows;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

    private static final Facts NOTHING = new Facts(List.of());
    private static final Facts ACCEPTED_FOR_TWO = accepted(2);

    private static Facts accepted(int users) {
        return new Facts(List.of(ofAll(ReceiptState.RECEIPT_STATE_ACCEPTED, 0, "", users)));
    }

    private static Facts rejected(String reason) {
        return new Facts(List.of(ofAll(ReceiptState.RECEIPT_STATE_REJECTED, 0, reason, 0)));
    }

    private static String sentence(KeptReceipt... rows) {
        return Answer.of(Standing.of(List.of(rows))).sentence();
    }

    @Test
    void saysOnWhichDeviceWhenAndThroughWhichGateway() {
        assertThat(sentence(
                        onDevice("phone", ReceiptState.RECEIPT_STATE_DELIVERED, 1),
                        onDevice("tablet", ReceiptState.RECEIPT_STATE_EXPIRED, 2)))
                .isEqualTo("It was delivered to phone at 2026-11-20T10:00:01Z through gateway gateway-1"
                        + "; not to tablet: it expired at 2026-11-20T10:00:02Z.");
    }

    @Test
    void saysWhyItDidNotArrive() {
        assertThat(sentence(ofUser("u", ReceiptState.RECEIPT_STATE_EXPIRED, 5)))
                .isEqualTo("It did not arrive: its time to wait ended, without any device that could have taken it"
                        + " at 2026-11-20T10:00:05Z.");
        assertThat(sentence(onDevice("phone", ReceiptState.RECEIPT_STATE_SKIPPED, 5, "overflow")))
                .isEqualTo("It did not arrive: more waited than may, and no store has it (overflow)"
                        + " at 2026-11-20T10:00:05Z (phone).");
        assertThat(sentence(ofUser("u", ReceiptState.RECEIPT_STATE_PENDING, 5)))
                .isEqualTo("It has not arrived yet: no device has taken it since 2026-11-20T10:00:05Z.");
        assertThat(sentence(ofUser("u", ReceiptState.RECEIPT_STATE_ROUTED, 5)))
                .isEqualTo("It has not arrived yet: it was sent to a connected device at 2026-11-20T10:00:05Z,"
                        + " and no device has acked it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"collapsed", "overflow", "erased", "forgotten", "declined", "failed", "unexplained"})
    void everyReasonOfASkipHasWords(String reason) {
        assertThat(sentence(onDevice("phone", ReceiptState.RECEIPT_STATE_SKIPPED, 5, reason)))
                .contains("(" + reason + ")")
                .doesNotContain("the reason is");
    }

    @ParameterizedTest
    @EnumSource(Rejection.class)
    void everyReasonOfARejectionHasWords(Rejection rejection) {
        Answer answer = Answer.absent(rejected(rejection.id()), Optional.empty(), Others.NONE);

        assertThat(answer.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(answer.sentence()).contains("(" + rejection.id() + ")").doesNotContain("the reason is");
    }

    @Test
    void aReasonThatIsNotKnownSaysItself() {
        assertThat(sentence(onDevice("phone", ReceiptState.RECEIPT_STATE_SKIPPED, 5, "moonlight")))
                .contains("the reason is moonlight");
    }

    @Test
    void whoIsNotAmongAllThatWereAddressedWasNotAddressed() {
        assertThat(Answer.absent(ACCEPTED_FOR_TWO, Optional.of(ReceiptLevel.ALL), new Others(2, 2))
                        .outcome())
                .isEqualTo(Outcome.NOT_ADDRESSED);
    }

    @Test
    void whileSomeAreMissingItMayNeverHaveBeenRouted() {
        Answer answer = Answer.absent(ACCEPTED_FOR_TWO, Optional.of(ReceiptLevel.ALL), new Others(1, 1));

        assertThat(answer.outcome()).isEqualTo(Outcome.NEVER_ROUTED);
        assertThat(answer.sentence()).contains("for 2 users").contains("for 1 of them");
    }

    @Test
    void aClassThatTellsOnlyEndsLeavesItOpen() {
        assertThat(Answer.absent(NOTHING, Optional.of(ReceiptLevel.ALL), new Others(1, 1))
                        .outcome())
                .isEqualTo(Outcome.NOT_ADDRESSED);
        assertThat(Answer.absent(NOTHING, Optional.of(ReceiptLevel.FINAL), new Others(1, 1))
                        .outcome())
                .isEqualTo(Outcome.NEVER_ROUTED);
        assertThat(Answer.absent(NOTHING, Optional.empty(), new Others(1, 1)).outcome())
                .isEqualTo(Outcome.NEVER_ROUTED);
    }

    @Test
    void whatWasAcceptedBeforeARepeatWasRejectedIsNotRejected() {
        Facts both = new Facts(List.of(
                ofAll(ReceiptState.RECEIPT_STATE_ACCEPTED, 0, "", 2),
                ofAll(ReceiptState.RECEIPT_STATE_REJECTED, 9, "bad-ttl", 0)));

        assertThat(Answer.absent(both, Optional.empty(), new Others(2, 2)).outcome())
                .isEqualTo(Outcome.NOT_ADDRESSED);
        assertThat(Answer.absent(rejected("bad-ttl"), Optional.of(ReceiptLevel.ALL), new Others(1, 1))
                        .outcome())
                .isEqualTo(Outcome.NOT_ADDRESSED);
    }

    @Test
    void ofNothingNothingIsKnown() {
        assertThat(Answer.absent(NOTHING, Optional.empty(), Others.NONE)).isEqualTo(Answer.unknown());
        assertThat(Answer.of(List.of())).isEqualTo(Answer.unknown());
    }

    @Test
    void aBroadcastThatNobodyTookWaits() {
        assertThat(Answer.unheardBroadcast(accepted(0)).outcome()).isEqualTo(Outcome.PENDING);
        assertThat(Answer.unheardBroadcast(accepted(0)).sentence()).contains("since 2026-11-20T10:00:00Z");
        assertThat(Answer.unheardBroadcast(new Facts(List.of(ofPartition(TestRows.AT, 3, 1))))
                        .sentence())
                .contains("since 2026-11-20T10:00:03Z");
    }

    @Test
    void factsTellABroadcast() {
        assertThat(accepted(0).isBroadcast()).isTrue();
        assertThat(accepted(1).isBroadcast()).isFalse();
        assertThat(NOTHING.isBroadcast()).isFalse();
        assertThat(new Facts(List.of(ofPartition(TestRows.AT, 3, 1))).isBroadcast())
                .isTrue();
        assertThat(rejected("bad-ttl").isBroadcast()).isFalse();
    }
}
