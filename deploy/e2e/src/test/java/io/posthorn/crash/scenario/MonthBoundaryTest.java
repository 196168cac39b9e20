// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MonthBoundaryTest {

    @Test
    void theMonthEndsSoMuchLater() {
        Instant now = Instant.parse("2026-11-20T10:00:00Z");

        Duration ahead = MonthBoundary.ahead(now, Duration.ofSeconds(60));

        assertThat(now.plus(ahead)).isEqualTo("2026-11-30T23:59:00Z");
    }

    @Test
    void clocksMayHaveToGoBack() {
        Instant now = Instant.parse("2026-12-31T23:59:50Z");

        assertThat(MonthBoundary.ahead(now, Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(-50));
    }

    @Test
    void aShellGivesTheSameClockAsAnEnvironment() {
        FakeTime faketime = new FakeTime(Path.of("/lib/libfaketime.so.1"));

        assertThat(faketime.exports(Duration.ofMinutes(-2)))
                .isEqualTo("export LD_PRELOAD=\"/lib/libfaketime.so.1\" FAKETIME=\"-120s\""
                        + " FAKETIME_DONT_FAKE_MONOTONIC=\"1\" FAKETIME_FORCE_MONOTONIC_FIX=\"0\"");
    }
}
