// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class MonthsTest {

    @Test
    void areAllThatAStretchTouchesNewestFirst() {
        assertThat(Months.between(time("2025-11-30T23:59:59Z"), time("2026-02-01T00:00:00Z")))
                .containsExactly(202602, 202601, 202512, 202511);
        assertThat(Months.between(time("2026-11-01T00:00:00Z"), time("2026-11-30T00:00:00Z")))
                .containsExactly(202611);
    }

    @Test
    void thereAreNoneBetweenALaterAndAnEarlierTime() {
        assertThat(Months.between(time("2026-12-01T00:00:00Z"), time("2026-11-30T00:00:00Z")))
                .isEmpty();
        assertThat(Months.days(time("2026-12-01T00:00:00Z"), time("2026-11-30T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void daysAreTheSameByTheDay() {
        assertThat(Months.days(time("2026-02-28T23:00:00Z"), time("2026-03-01T01:00:00Z")))
                .containsExactly(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 2, 28));
    }

    private static Instant time(String text) {
        return Instant.parse(text);
    }
}
