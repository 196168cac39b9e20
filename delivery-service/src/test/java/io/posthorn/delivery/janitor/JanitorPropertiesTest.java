// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.janitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JanitorPropertiesTest {

    @Test
    void minutesAreAllowedForDays() {
        assertThat(new JanitorProperties(Duration.ofMinutes(2), Duration.ofSeconds(5)))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT10M, keep", "-PT1H, PT10M, keep", "P7D, PT0.05S, interval", "P7D, P2D, interval"})
    void whatIsNotAllowedIsNamedWithTheRule(Duration keep, Duration interval, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JanitorProperties(keep, interval))
                .withMessageContaining("posthorn.delivery.janitor." + name + " is ")
                .withMessageContaining("allowed: ");
    }
}
