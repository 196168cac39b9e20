// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    @Test
    void doublesUpToTheLongest() {
        assertThat(BACKOFF.pause(1, 0)).isEqualTo(Duration.ofMillis(100));
        assertThat(BACKOFF.pause(2, 0)).isEqualTo(Duration.ofMillis(200));
        assertThat(BACKOFF.pause(7, 0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(BACKOFF.pause(Integer.MAX_VALUE, 0)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void chanceTakesAwayAQuarterAtMost() {
        assertThat(BACKOFF.pause(1, 1)).isEqualTo(Duration.ofMillis(75));
        assertThat(BACKOFF.pause(1)).isBetween(Duration.ofMillis(75), Duration.ofMillis(100));
    }

    @Test
    void refusesNoPauseAtAll() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
    }
}
