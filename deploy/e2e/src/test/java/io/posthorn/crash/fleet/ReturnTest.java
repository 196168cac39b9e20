// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReturnTest {

    private static final Optional<Duration> TOLD = Optional.of(Duration.ofMillis(3_333));

    @Test
    void afterABrokenConnectionItIsBackAtOnce() {
        assertThat(after(1006, Optional.empty(), 0)).isLessThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void thePauseGrowsToASecondAndNoFurther() {
        assertThat(after(1006, Optional.empty(), 50)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void itComesWhenTold() {
        assertThat(after(4200, TOLD, 0)).isEqualTo(TOLD.get());
    }

    @Test
    void whatItWasToldDoesNotCountForOtherCodes() {
        assertThat(after(4100, TOLD, 0)).isLessThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void whoWasReplacedWaitsAMinute() {
        assertThat(after(4102, Optional.empty(), 0)).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }

    private static Duration after(int code, Optional<Duration> told, int failures) {
        return Return.after(code, told, failures, new Random(7));
    }
}
