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
        assertThat(step(entry(5, 9).build(), at(5), false, true)).isEqualTo(NextStep.SEND);
    }

    @Test
    void theFirstOfAUserFollowsTheStart() {
        PendingEntry first = PendingEntry.newBuilder()
                .setMessage(Message.newBuilder().setPosition(at(9)))
                .build();

        assertThat(step(first, Positions.START, false, true)).isEqualTo(NextStep.SEND);
    }

    @Test
    void whereTheChainBreaksHistoryIsAsked() {
        assertThat(step(entry(5, 9).build(), at(4), false, true)).isEqualTo(NextStep.ASK_HISTORY);
        assertThat(step(entry(5, 9).build(), at(4), false, false))
                .as("with a full window too: the page will wait")
                .isEqualTo(NextStep.ASK_HISTORY);
    }

    @Test
    void aConnectionThatStandsBetweenTwoOfTheUsersIsNotBroken() {
        assertThat(step(entry(5, 9).build(), at(7), false, true)).isEqualTo(NextStep.SEND);
    }

    @Test
    void aFullWindowWaits() {
        assertThat(step(entry(5, 9).build(), at(5), false, false)).isEqualTo(NextStep.WAIT);
    }

    @Test
    void whatIsExpiredIsSkipped() {
        assertThat(step(entry(5, 9).setExpiresAt(NOW).build(), at(5), false, true))
                .isEqualTo(NextStep.SKIP_EXPIRED);
    }

    @Test
    void whatWasSentBeforeIsSentAgainThoughItExpired() {
        assertThat(step(entry(5, 9).setExpiresAt(NOW).build(), at(5), true, true))
                .isEqualTo(NextStep.SEND);
    }

    @Test
    void whatIsCriticalIsNeverSkipped() {
        assertThat(step(entry(5, 9).setExpiresAt(NOW).setCritical(true).build(), at(5), false, true))
                .isEqualTo(NextStep.SEND);
    }

    @Test
    void anExpiredOneDoesNotHideABreak() {
        assertThat(step(entry(5, 9).setExpiresAt(NOW).build(), at(4), false, true))
                .isEqualTo(NextStep.ASK_HISTORY);
    }

    @Test
    void whatWasReplacedIsSkipped() {
        assertThat(replaced(entry(5, 9), false)).isEqualTo(NextStep.SKIP_COLLAPSED);
    }

    @Test
    void whatIsInFlightIsNotReplaced() {
        assertThat(replaced(entry(5, 9), true)).isEqualTo(NextStep.SEND);
    }

    @Test
    void whatIsCriticalIsNotReplaced() {
        assertThat(replaced(entry(5, 9).setCritical(true), false)).isEqualTo(NextStep.SEND);
    }

    @Test
    void whatExpiredIsNotCalledReplaced() {
        assertThat(replaced(entry(5, 9).setExpiresAt(NOW), false)).isEqualTo(NextStep.SKIP_EXPIRED);
    }

    private static NextStep replaced(PendingEntry.Builder entry, boolean again) {
        return NextStep.of(entry.build(), new NextStep.Standing(at(5), again, true, true, true), NOW);
    }

    @Test
    void whatOnlyHistoryHasWholeIsAskedForOnceHistoryHasIt() {
        PendingEntry shrunk = entry(5, 9).setShrunk(true).build();

        assertThat(NextStep.of(shrunk, new NextStep.Standing(at(5), false, true, true, false), NOW))
                .isEqualTo(NextStep.ASK_HISTORY_FOR_IT);
        assertThat(NextStep.of(shrunk, new NextStep.Standing(at(5), false, true, false, false), NOW))
                .isEqualTo(NextStep.WAIT);
    }

    @Test
    void whatWasErasedIsSkippedThoughItIsCriticalAndInFlightAndShrunkAndExpired() {
        PendingEntry erased = entry(5, 9)
                .setErased(true)
                .setShrunk(true)
                .setCritical(true)
                .setExpiresAt(NOW)
                .build();

        assertThat(step(erased, at(5), false, true)).isEqualTo(NextStep.SKIP_ERASED);
        assertThat(step(erased, at(5), true, true)).isEqualTo(NextStep.SKIP_ERASED);
    }

    @Test
    void anErasedOneDoesNotHideABreak() {
        assertThat(step(entry(5, 9).setErased(true).build(), at(4), false, true))
                .isEqualTo(NextStep.ASK_HISTORY);
    }

    private static NextStep step(PendingEntry entry, Position stands, boolean again, boolean room) {
        return NextStep.of(entry, new NextStep.Standing(stands, again, room, true, false), NOW);
    }

    private static PendingEntry.Builder entry(long prevOwn, long offset) {
        return PendingEntry.newBuilder()
                .setMessage(Message.newBuilder().setPrevOwn(at(prevOwn)).setPosition(at(offset)));
    }

    private static Position at(long offset) {
        return Positions.of(1, offset, 0);
    }
}
