// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.tier.Tier;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT5H", "P1D", "P7D", "P15D", "P30D", "P90D", "P365D", "P3650D"})
    void twentyToThirtyOfThemCoverTheRetention(Duration retention) {
        Window window = Window.of(new Tier(retention));

        long minutes = window.size() * (window.unit().equals("HOURS") ? 60 : 1);
        assertThat((double) retention.toMinutes() / minutes).isBetween(20.0, 30.0);
    }

    @Test
    void isNeverShorterThanAMinute() {
        assertThat(Window.of(new Tier(Duration.ofSeconds(5)))).isEqualTo(new Window("MINUTES", 1));
    }

    @Test
    void isAMonthWhereNothingExpires() {
        assertThat(Window.of(new Tier(null))).isEqualTo(new Window("DAYS", 30));
    }
}
