// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.event;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventSettingsTest {

    private static final Duration MILLI = Duration.ofMillis(1);

    @Test
    void valuesThatCannotWorkAreRefusedByName() {
        assertThatThrownBy(() -> new EventSettings(Duration.ZERO, 1_000, MILLI, Duration.ofSeconds(10)))
                .hasMessageContaining("posthorn.gateway.events.ack-flush is PT0S");
        assertThatThrownBy(() -> new EventSettings(MILLI, 1, MILLI, Duration.ofSeconds(10)))
                .hasMessageContaining("posthorn.gateway.events.queue is 1");
        assertThatThrownBy(() -> new EventSettings(MILLI, 1_000, MILLI, MILLI))
                .hasMessageContaining("posthorn.gateway.events.delivery-timeout");
    }
}
