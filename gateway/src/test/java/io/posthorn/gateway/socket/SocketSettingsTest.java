// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class SocketSettingsTest {

    private static final DataSize KB64 = DataSize.ofKilobytes(64);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void allSocketsTogetherHoldAtLeastWhatOneMay() {
        assertThatThrownBy(() ->
                        new SocketSettings(KB64, KB64, DataSize.ofKilobytes(63), KB64, SECOND, SECOND, KB64, KB64, 1))
                .hasMessageContaining("posthorn.gateway.socket.total-backlog");
    }

    @Test
    void oneMessageMustBeAbleToCome() {
        assertThatThrownBy(() ->
                        new SocketSettings(KB64, KB64, KB64, DataSize.ofKilobytes(63), SECOND, SECOND, KB64, KB64, 1))
                .hasMessageContaining("posthorn.gateway.socket.total-inbound");
    }

    @Test
    void theProtocolSaysHowLargeAFrameMayBe() {
        DataSize larger = DataSize.ofKilobytes(65);
        assertThatThrownBy(() -> new SocketSettings(larger, KB64, larger, larger, SECOND, SECOND, KB64, KB64, 1))
                .hasMessageContaining("posthorn.gateway.socket.frame-size is 66560B, allowed: 65536 B at most");
    }

    @Test
    void someConnectionsMayWaitToBeAccepted() {
        assertThatThrownBy(() -> new SocketSettings(KB64, KB64, KB64, KB64, SECOND, SECOND, KB64, KB64, 0))
                .hasMessageContaining("accept-queue is 0");
    }

    @Test
    void aBufferIsNoGigabytes() {
        assertThatThrownBy(() ->
                        new SocketSettings(KB64, KB64, KB64, KB64, SECOND, SECOND, DataSize.ofGigabytes(3), KB64, 1))
                .hasMessageContaining("posthorn.gateway.socket.send-buffer");
    }

    @Test
    void aDeadlineIsATime() {
        assertThatThrownBy(() -> new SocketSettings(KB64, KB64, KB64, KB64, Duration.ZERO, SECOND, KB64, KB64, 1))
                .hasMessageContaining("posthorn.gateway.socket.write-timeout is PT0S");
        assertThatThrownBy(() -> new SocketSettings(KB64, KB64, KB64, KB64, SECOND, Duration.ofDays(30), KB64, KB64, 1))
                .hasMessageContaining("posthorn.gateway.socket.message-timeout is PT720H");
    }
}
