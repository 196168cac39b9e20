// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.outcome;

import static io.posthorn.history.kept.TestRows.START;
import static io.posthorn.history.kept.TestRows.ofUser;
import static io.posthorn.history.kept.TestRows.onDevice;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.kept.KeptReceipt;
import io.posthorn.history.kept.TestRows;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final ReceiptState ROUTED = ReceiptState.RECEIPT_STATE_ROUTED;
    private static final ReceiptState PENDING = ReceiptState.RECEIPT_STATE_PENDING;
    private static final ReceiptState DELIVERED = ReceiptState.RECEIPT_STATE_DELIVERED;
    private static final ReceiptState READ = ReceiptState.RECEIPT_STATE_READ;
    private static final ReceiptState EXPIRED = ReceiptState.RECEIPT_STATE_EXPIRED;
    private static final ReceiptState SKIPPED = ReceiptState.RECEIPT_STATE_SKIPPED;

    private static Standing standing(KeptReceipt... rows) {
        List<Standing> standings = Standing.of(List.of(rows));
        assertThat(standings).hasSize(1);
        return standings.get(0);
    }

    private static Outcome outcome(KeptReceipt... rows) {
        return standing(rows).outcome();
    }

    @Test
    void theBestOnAnyDeviceCounts() {
        assertThat(outcome(ofUser("u", ROUTED, 0), onDevice("phone", DELIVERED, 1), onDevice("tablet", EXPIRED, 2)))
                .isEqualTo(Outcome.DELIVERED);
        assertThat(outcome(onDevice("phone", DELIVERED, 1), onDevice("tablet", READ, 2)))
                .isEqualTo(Outcome.READ);
    }

    @Test
    void deliveredCountsAboveAnEndThatCameBefore() {
        Standing late = standing(onDevice("phone", EXPIRED, 1), onDevice("phone", DELIVERED, 2));

        assertThat(late.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(late.since()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void theFirstEndOfADeviceCounts() {
        Standing ended = standing(onDevice("phone", SKIPPED, 1, "collapsed"), onDevice("phone", EXPIRED, 2));

        assertThat(ended.devices()).singleElement().satisfies(device -> {
            assertThat(device.outcome()).isEqualTo(Outcome.SKIPPED);
            assertThat(device.reason()).isEqualTo("collapsed");
            assertThat(device.at()).isEqualTo(START.plusSeconds(1));
        });
    }

    @Test
    void readWithoutDeliveredIsRead() {
        assertThat(standing(onDevice("phone", READ, 3)).devices())
                .singleElement()
                .satisfies(device -> {
                    assertThat(device.outcome()).isEqualTo(Outcome.READ);
                    assertThat(device.readAt()).isEqualTo(START.plusSeconds(3));
                });
    }

    @Test
    void whatADeviceDeclinedMayStillWaitForOthers() {
        assertThat(outcome(ofUser("u", PENDING, 0), onDevice("phone", SKIPPED, 1, "declined")))
                .isEqualTo(Outcome.PENDING);
        assertThat(outcome(ofUser("u", PENDING, 0), onDevice("phone", SKIPPED, 1, "forgotten")))
                .isEqualTo(Outcome.PENDING);
        assertThat(outcome(onDevice("phone", SKIPPED, 1, "declined"))).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void whatWasSkippedForItselfWaitsForNobody() {
        Standing collapsed = standing(ofUser("u", ROUTED, 0), onDevice("phone", SKIPPED, 1, "collapsed"));

        assertThat(collapsed.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(collapsed.reason()).isEqualTo("collapsed");
    }

    @Test
    void aDeviceTookItOverItsConnection() {
        assertThat(standing(onDevice("phone", DELIVERED, 1), onDevice("phone", READ, 3))
                        .devices())
                .singleElement()
                .satisfies(device -> {
                    assertThat(device.gateway()).isEqualTo("gateway-1");
                    assertThat(device.connection()).isEqualTo("c-1");
                });
    }

    @Test
    void whatTheUserWasToldIsTheReason() {
        KeptReceipt told = new KeptReceipt("u", TestRows.AT, "", SKIPPED, "overflow", "system", "", "", START, 0);

        assertThat(standing(told).reason()).isEqualTo("overflow");
        assertThat(standing(told, onDevice("phone", SKIPPED, 1, "declined")).reason())
                .isEqualTo("overflow");
    }

    @Test
    void withoutDevicesTheUserSaysIt() {
        assertThat(outcome(ofUser("u", PENDING, 0))).isEqualTo(Outcome.PENDING);
        assertThat(outcome(ofUser("u", ROUTED, 0))).isEqualTo(Outcome.ROUTED);
        assertThat(outcome(ofUser("u", PENDING, 0), ofUser("u", EXPIRED, 1))).isEqualTo(Outcome.EXPIRED);
        assertThat(outcome(ofUser("u", SKIPPED, 0))).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void aRepeatAloneSaysNothingOfTheFirst() {
        Standing repeat = standing(ofUser("u", ReceiptState.RECEIPT_STATE_DUPLICATE, 0));

        assertThat(repeat.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(repeat.isRepeated()).isTrue();
        assertThat(repeat.since()).isNull();
    }

    @Test
    void anIdThatWasGivenAgainIsAnotherMessage() {
        KeptReceipt first = ofUser("u", PENDING, 0);
        KeptReceipt second = new KeptReceipt(
                "u",
                Positions.of(1, 900, START.plusSeconds(90_000).toEpochMilli()),
                "",
                ROUTED,
                "",
                "system",
                "",
                "",
                START.plusSeconds(90_000),
                0);

        assertThat(Standing.of(List.of(second, first)))
                .extracting(Standing::outcome)
                .containsExactly(Outcome.PENDING, Outcome.ROUTED);
        assertThat(Standing.of(List.of())).isEmpty();
    }

    @Test
    void whatReceiptsSayCountsAboveWhatCursorsSay() {
        Standing known = standing(onDevice("phone", DELIVERED, 1))
                .with(List.of(DeviceOutcome.waiting("phone"), DeviceOutcome.waiting("laptop")));

        assertThat(known.devices())
                .extracting(each -> each.device() + " " + each.outcome())
                .containsExactly("laptop PENDING", "phone DELIVERED");
        assertThat(known.outcome()).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void cursorsAloneSayItToo() {
        Standing none = new Standing(TestRows.AT, List.of(), List.of());

        assertThat(none.with(List.of(DeviceOutcome.passed("phone", true, true, START)))
                        .outcome())
                .isEqualTo(Outcome.DELIVERED);
        assertThat(none.with(List.of(DeviceOutcome.passed("phone", false, false, null)))
                        .outcome())
                .isEqualTo(Outcome.DELIVERED);
        assertThat(none.with(List.of(DeviceOutcome.passed("phone", true, false, START)))
                        .reason())
                .isEqualTo("declined");
        assertThat(none.with(List.of(DeviceOutcome.waiting("phone"))).outcome()).isEqualTo(Outcome.PENDING);
    }
}
