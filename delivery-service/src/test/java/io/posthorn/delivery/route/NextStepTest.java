// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.state.PendingEntry;
import org.junit.jupiter.api.Test;

class NextStepTest {

    private static final long NOW = 1_000;

    @Test
    void whatFollowsIsSent() {
        assertThat(NextStep.of(entry(5, 9).build(), at(5), false, true, NOW)).isEqualTo(NextStep.SEND);
    }

    @Test
    void theFirstOfAUserFollowsTheStart() {
        PendingEntry first = PendingEntry.newBuilder()
                .setMessage(Message.newBuilder().setPosition(at(9)))
                .build();

        assertThat(NextStep.of(first, Positions.START, false, true, NOW)).isEqualTo(NextStep.SEND);
    }

    @Test
    void whereTheChainBreaksHistoryIsAsked() {
        assertThat(NextStep.of(entry(5, 9).build(), at(4), false, true, NOW)).isEqualTo(NextStep.ASK_HISTORY);
        assertThat(NextStep.of(entry(5, 9).build(), at(4), false, false, NOW))
                .as("with a full window too: the page will wait")
                .isEqualTo(NextStep.ASK_HISTORY);
    }

    @Test
    void aConnectionThatStandsBetweenTwoOfTheUsersIsNotBroken() {
        assertThat(NextStep.of(entry(5, 9).build(), at(7), false, true, NOW)).isEqualTo(NextStep.SEND);
    }

    @Test
    void aFullWindowWaits() {
        assertThat(NextStep.of(entry(5, 9).build(), at(5), false, false, NOW)).isEqualTo(NextStep.WAIT);
    }

    @Test
    void whatIsExpiredIsSkipped() {
        assertThat(NextStep.of(entry(5, 9).setExpiresAt(NOW).build(), at(5), false, true, NOW))
                .isEqualTo(NextStep.SKIP);
    }

    @Test
    void whatWasSentBeforeIsSentAgainThoughItExpired() {
        assertThat(NextStep.of(entry(5, 9).setExpiresAt(NOW).build(), at(5), true, true, NOW))
                .isEqualTo(NextStep.SEND);
    }

    @Test
    void whatIsCriticalIsNeverSkipped() {
        assertThat(NextStep.of(entry(5, 9).setExpiresAt(NOW).setCritical(true).build(), at(5), false, true, NOW))
                .isEqualTo(NextStep.SEND);
    }

    @Test
    void anExpiredOneDoesNotHideABreak() {
        assertThat(NextStep.of(entry(5, 9).setExpiresAt(NOW).build(), at(4), false, true, NOW))
                .isEqualTo(NextStep.ASK_HISTORY);
    }

    private static PendingEntry.Builder entry(long prevOwn, long offset) {
        return PendingEntry.newBuilder()
                .setMessage(Message.newBuilder().setPrevOwn(at(prevOwn)).setPosition(at(offset)));
    }

    private static Position at(long offset) {
        return Positions.of(1, offset, 0);
    }
}
