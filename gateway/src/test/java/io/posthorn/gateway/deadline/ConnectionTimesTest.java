// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionTimesTest {

    private static final DeadlineSettings SETTINGS = new DeadlineSettings(
            Duration.ofSeconds(25),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofMillis(500));
    private static final long HOUR = 3_600_000;

    @Test
    void helloIsDueWithinTenSeconds() {
        ConnectionTimes times = new ConnectionTimes(Phase.AWAITING_HELLO, 0, 0, 0, HOUR, false);

        assertThat(due(times, 9_999)).isEqualTo(Due.NOTHING);
        assertThat(due(times, 10_000)).isEqualTo(Due.NO_HELLO);
    }

    @Test
    void trafficDoesNotReplaceHello() {
        assertThat(due(new ConnectionTimes(Phase.AWAITING_HELLO, 0, 9_999, 9_999, HOUR, false), 10_000))
                .isEqualTo(Due.NO_HELLO);
    }

    @Test
    void resumedIsDueWithinFifteenSecondsOfHello() {
        ConnectionTimes times = new ConnectionTimes(Phase.AWAITING_RESUMED, 8_000, 8_000, 8_000, HOUR, false);

        assertThat(due(times, 22_999)).isEqualTo(Due.NOTHING);
        assertThat(due(times, 23_000)).isEqualTo(Due.NOT_RESUMED);
    }

    @Test
    void aPingIsDueEachHeartbeatWhateverElseIsHeard() {
        assertThat(due(streaming(24_000, 0), 24_999)).isEqualTo(Due.NOTHING);
        assertThat(due(streaming(24_000, 0), 25_000)).isEqualTo(Due.PING);
        assertThat(due(streaming(24_000, 25_000), 25_000)).isEqualTo(Due.NOTHING);
    }

    @Test
    void silenceForTwoHeartbeatsIsTheEnd() {
        assertThat(due(streaming(1_000, 49_000), 50_999)).isEqualTo(Due.NOTHING);
        assertThat(due(streaming(1_000, 49_000), 51_000)).isEqualTo(Due.SILENT);
    }

    @Test
    void aNewTokenIsAskedForOnceAndInTime() {
        var early = new ConnectionTimes(Phase.STREAMING, 0, 100_000, 100_000, 160_001, false);
        var late = new ConnectionTimes(Phase.STREAMING, 0, 100_000, 100_000, 160_000, false);
        var asked = new ConnectionTimes(Phase.STREAMING, 0, 100_000, 100_000, 160_000, true);

        assertThat(due(early, 100_000)).isEqualTo(Due.NOTHING);
        assertThat(due(late, 100_000)).isEqualTo(Due.ASK_FOR_TOKEN);
        assertThat(due(asked, 100_000)).isEqualTo(Due.NOTHING);
    }

    @ParameterizedTest
    @EnumSource(names = {"AWAITING_HELLO", "AWAITING_RESUMED", "STREAMING"})
    void noPhaseOutlivesTheToken(Phase phase) {
        assertThat(due(new ConnectionTimes(phase, 0, 0, 0, 5_000, true), 5_000)).isEqualTo(Due.TOKEN_EXPIRED);
    }

    @Test
    void aPeerThatDoesNotCloseIsCutOff() {
        ConnectionTimes times = new ConnectionTimes(Phase.CLOSING, 1_000, 0, 0, 0, false);

        assertThat(due(times, 5_999)).isEqualTo(Due.NOTHING);
        assertThat(due(times, 6_000)).isEqualTo(Due.ABORT);
    }

    @Test
    void settingsSayWhatIsWrongWithThem() {
        assertThatThrownBy(() -> new DeadlineSettings(
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        Duration.ofSeconds(1)))
                .hasMessageContaining("posthorn.gateway.heartbeat")
                .hasMessageContaining("PT0S");
    }

    private static ConnectionTimes streaming(long heard, long pinged) {
        return new ConnectionTimes(Phase.STREAMING, 0, heard, pinged, HOUR, false);
    }

    private static Due due(ConnectionTimes times, long now) {
        return times.due(now, SETTINGS);
    }
}
