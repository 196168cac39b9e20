// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PublicationTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void tellsAgainWhatTheOneBeforeMayNotHaveTold() {
        assertThat(Publication.takenOver(at(7)).isDue(NOW)).isTrue();
    }

    @Test
    void hasNothingToTellAtFirst() {
        assertThat(Publication.takenOver(Watermark.START).isDue(NOW)).isFalse();
    }

    @Test
    void neverSendsASecondWhileOneIsUnderWay() {
        Publication sent = Publication.takenOver(at(7)).sent(NOW).reach(at(8));

        assertThat(sent.isDue(NOW.plusSeconds(9))).isFalse();
        assertThat(sent.acknowledged(at(7)).isDue(NOW.plusSeconds(9))).isTrue();
    }

    @Test
    void waitsALittleSoThatNewsGather() {
        Publication told =
                Publication.takenOver(at(7)).sent(NOW).acknowledged(at(7)).reach(at(8));

        assertThat(told.isDue(NOW.plusMillis(99))).isFalse();
        assertThat(told.isDue(NOW.plusMillis(100))).isTrue();
    }

    /** Else the router would hear nothing until the right time has come to where the wrong one was. */
    @Test
    void doesNotWaitForATimeThatAWrongClockTold() {
        Publication told = Publication.takenOver(at(7))
                .sent(NOW.plus(Duration.ofDays(40)))
                .acknowledged(at(7))
                .reach(at(8));

        assertThat(told.isDue(NOW)).isTrue();
    }

    @Test
    void isSilentWithoutNews() {
        Publication told = Publication.takenOver(at(7)).sent(NOW).acknowledged(at(7));

        assertThat(told.isDue(NOW.plusSeconds(60))).isFalse();
        assertThat(told.reach(at(6)).isDue(NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void tellsAgainWhatFailed() {
        assertThat(Publication.takenOver(at(7)).sent(NOW).failed().isDue(NOW.plusSeconds(1)))
                .isTrue();
    }

    private static Watermark at(long offset) {
        return new Watermark(Positions.of(1, offset, 0));
    }
}
