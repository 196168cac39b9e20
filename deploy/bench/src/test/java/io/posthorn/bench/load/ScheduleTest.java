// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void things_are_due_evenly() {
        Schedule schedule = new Schedule(7, 500);

        assertThat(schedule.dueAt(0)).isEqualTo(7);
        assertThat(schedule.dueAt(1)).isEqualTo(7 + 2_000_000);
        assertThat(schedule.dueAt(500)).isEqualTo(7 + SECOND);
    }

    @Test
    void a_rate_that_does_not_divide_a_second_does_not_drift() {
        Schedule schedule = new Schedule(0, 3);

        assertThat(schedule.dueAt(1)).isEqualTo(333_333_333);
        assertThat(schedule.dueAt(3 * 3_600)).isEqualTo(3_600 * SECOND);
    }

    @Test
    void the_largest_number_does_not_overflow() {
        assertThat(new Schedule(0, 1).dueAt(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE * SECOND);
        assertThat(new Schedule(0, Integer.MAX_VALUE).dueAt(Integer.MAX_VALUE - 1))
                .isBetween(SECOND - 2, SECOND);
    }

    @Test
    void what_is_late_is_due_since_a_negative_time_also_where_the_clock_turns_over() {
        Schedule schedule = new Schedule(Long.MAX_VALUE, 1);

        assertThat(schedule.until(1, Long.MAX_VALUE + 3 * SECOND)).isEqualTo(-2 * SECOND);
        assertThat(schedule.until(1, Long.MAX_VALUE)).isEqualTo(SECOND);
    }

    @Test
    void a_rate_of_nothing_is_refused() {
        assertThatThrownBy(() -> new Schedule(0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 or more");
    }
}
