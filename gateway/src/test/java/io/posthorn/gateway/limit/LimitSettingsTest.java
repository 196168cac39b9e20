// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aLimitIsOneAtLeast() {
        assertThatThrownBy(() -> new LimitSettings(0, 1, 1, 1, 1, 1, 1, 1, SECOND))
                .hasMessage("posthorn.gateway.limits.connections is 0, allowed: 1 to 2147483647");
        assertThatThrownBy(() -> new LimitSettings(1, -1, 1, 1, 1, 1, 1, 1, SECOND))
                .hasMessageContaining("connections-per-user is -1");
        assertThatThrownBy(() -> new LimitSettings(1, 1, 1, 1, 1, 1, 0, 1, SECOND))
                .hasMessageContaining("frames-per-second is 0");
        assertThatThrownBy(() -> new LimitSettings(1, 1, 1, 1, 1, 0, 1, 1, SECOND))
                .hasMessageContaining("handshakes-per-second-per-user is 0");
    }

    @Test
    void aRateHasAnEnd() {
        assertThatThrownBy(() -> new LimitSettings(1, 1, 1, 2_000_000, 1, 1, 1, 1, SECOND))
                .hasMessageContaining("handshakes-per-second is 2000000");
    }

    @Test
    void nobodyIsToldToComeBackAtOnce() {
        assertThatThrownBy(() -> new LimitSettings(1, 1, 1, 1, 1, 1, 1, 1, Duration.ofMillis(999)))
                .hasMessageContaining("retry-after is PT0.999S");
    }
}
