// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SweepRuleTest {

    private static final long BEGIN = 1_000;
    private final LiveConnection connection = LiveConnectionTest.opened(50);

    @Test
    void whoWasNotAnsweredIsAnswered() {
        assertThat(counting(false, BEGIN)).isEqualTo(SweepRule.ANNOUNCE);
    }

    @Test
    void whoWasToldOnceToBeCaughtUpIsToldOnceMore() {
        streaming();
        connection.caughtUp();

        assertThat(counting(false, BEGIN)).isEqualTo(SweepRule.CAUGHT_UP);
    }

    @Test
    void whoHasNothingOpenLeavesTheList() {
        streaming();
        connection.caughtUp();
        connection.caughtUp();

        assertThat(counting(false, BEGIN)).isEqualTo(SweepRule.FORGET);
    }

    @Test
    void whoWasNotToldToBeCaughtUpIsTold() {
        streaming();

        assertThat(counting(false, BEGIN)).isEqualTo(SweepRule.SEND);
    }

    @Test
    void whoIsBehindIsSent() {
        streaming();
        connection.caughtUp();

        assertThat(counting(true, BEGIN)).isEqualTo(SweepRule.SEND);
    }

    @Test
    void whatIsInFlightHasTime() {
        streaming();
        connection.messageSent(at(51), 1, BEGIN);

        assertThat(counting(false, BEGIN + 11_999)).isEqualTo(SweepRule.WAIT);
        assertThat(counting(true, BEGIN + 11_999)).isEqualTo(SweepRule.SEND);
        assertThat(counting(false, BEGIN + 12_000)).isEqualTo(SweepRule.REWIND);
    }

    @Test
    void eachRewindWaitsTwiceAsLongUpToABound() {
        streaming();
        long now = BEGIN;
        for (long wait : new long[] {12_000, 24_000, 48_000, 96_000, 96_000}) {
            connection.messageSent(at(51), 1, now);
            assertThat(counting(false, now + wait - 1)).isEqualTo(SweepRule.WAIT);
            assertThat(counting(false, now + wait)).isEqualTo(SweepRule.REWIND);
            now += wait;
            connection.rewind(now);
        }
    }

    @Test
    void anAckMakesItPatientNoLonger() {
        streaming();
        connection.rewind(BEGIN);
        connection.messageSent(at(51), 1, BEGIN);
        connection.messageSent(at(52), 1, BEGIN);

        connection.acked(at(51), BEGIN);

        assertThat(counting(false, BEGIN + 12_000)).isEqualTo(SweepRule.REWIND);
    }

    @Test
    void aPageThatWasNeverAskedForIsAsked() {
        streaming();
        connection.catchUp(at(90));

        assertThat(counting(true, BEGIN)).isEqualTo(SweepRule.ASK_HISTORY);
    }

    @Test
    void aPageHasFiveSeconds() {
        streaming();
        connection.catchUp(at(90));
        connection.asked(Objects.requireNonNull(connection.catchingUp()), BEGIN);

        assertThat(counting(true, BEGIN + 4_999)).isEqualTo(SweepRule.WAIT);
        assertThat(counting(true, BEGIN + 5_000)).isEqualTo(SweepRule.ASK_HISTORY);
    }

    @Test
    void nothingIsSentToAGatewayWhoseLeaseIsVoid() {
        streaming();
        connection.messageSent(at(51), 1, BEGIN);

        assertThat(SweepRule.of(connection, false, true, BEGIN + 20_000)).isEqualTo(SweepRule.WAIT);
    }

    @Test
    void aGatewayIsGoneAfterAMinuteOfSilence() {
        streaming();

        assertThat(SweepRule.of(connection, false, false, BEGIN)).isEqualTo(SweepRule.WAIT);
        assertThat(SweepRule.of(connection, false, false, BEGIN + 60_000)).isEqualTo(SweepRule.WAIT);
        assertThat(SweepRule.of(connection, false, false, BEGIN + 60_001)).isEqualTo(SweepRule.DROP);
    }

    @Test
    void aGatewayThatRenewedInBetweenIsNotGone() {
        streaming();
        SweepRule.of(connection, false, false, BEGIN);
        counting(false, BEGIN + 30_000);

        assertThat(SweepRule.of(connection, false, false, BEGIN + 60_001)).isEqualTo(SweepRule.WAIT);
    }

    private void streaming() {
        connection.announced();
    }

    private SweepRule counting(boolean behind, long now) {
        return SweepRule.of(connection, true, behind, now);
    }

    private static Position at(long offset) {
        return Positions.of(1, offset, 0);
    }
}
