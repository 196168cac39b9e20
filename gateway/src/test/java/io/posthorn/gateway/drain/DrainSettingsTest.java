// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.drain;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void devicesMustBeAbleToComeBack() {
        assertThatThrownBy(() -> new DrainSettings(Duration.ZERO, 0, SECOND, SECOND))
                .hasMessage("posthorn.gateway.drain.rate is 0, allowed: 1 to 1000000");
    }

    @Test
    void timesAreNotNegative() {
        assertThatThrownBy(() -> new DrainSettings(Duration.ofSeconds(-1), 1, SECOND, SECOND))
                .hasMessageContaining("posthorn.gateway.drain.notice is PT-1S");
        assertThatThrownBy(() -> new DrainSettings(SECOND, 1, Duration.ZERO, SECOND))
                .hasMessageContaining("posthorn.gateway.drain.timeout is PT0S");
        assertThatThrownBy(() -> new DrainSettings(SECOND, 1, SECOND, Duration.ofHours(1)))
                .hasMessageContaining("posthorn.gateway.drain.spread is PT1H");
    }
}
