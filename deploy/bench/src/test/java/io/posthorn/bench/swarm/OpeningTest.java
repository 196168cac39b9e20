// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpeningTest {

    private static final long BEGIN = 5_000_000_000L;
    private static final long MILLI = 1_000_000;

    @Test
    void in_an_open_loop_each_comes_at_its_time_whatever_became_of_those_before() {
        Opening opening = Opening.atRate(5, 100, BEGIN);

        assertThat(opening.due(0, 0, BEGIN - 1)).isZero();
        assertThat(opening.due(0, 0, BEGIN)).isEqualTo(1);
        assertThat(opening.due(1, 1, BEGIN + 9 * MILLI)).isZero();
        assertThat(opening.due(1, 1, BEGIN + 10 * MILLI)).isEqualTo(1);
        assertThat(opening.due(2, 2, BEGIN + 35 * MILLI)).isEqualTo(2);
        assertThat(opening.due(2, 2, BEGIN + 10_000 * MILLI))
                .as("no more than there are")
                .isEqualTo(3);
        assertThat(opening.due(5, 0, BEGIN + 10_000 * MILLI)).isZero();
    }

    @Test
    void its_time_counts_from_when_it_was_due() {
        assertThat(Opening.atRate(5, 100, BEGIN).beginOf(3, BEGIN + 500 * MILLI))
                .isEqualTo(BEGIN + 30 * MILLI);
    }

    @Test
    void in_a_closed_loop_so_many_are_under_way() {
        Opening opening = Opening.atOnce(10, 4);

        assertThat(opening.due(0, 0, BEGIN)).isEqualTo(4);
        assertThat(opening.due(4, 3, BEGIN)).isEqualTo(1);
        assertThat(opening.due(4, 4, BEGIN)).isZero();
        assertThat(opening.due(4, 6, BEGIN)).isZero();
        assertThat(opening.due(9, 0, BEGIN)).isEqualTo(1);
        assertThat(opening.beginOf(9, BEGIN)).isEqualTo(BEGIN);
    }

    @Test
    void only_in_a_closed_loop_those_that_failed_come_again() {
        assertThat(Opening.atOnce(10, 4).comeAgain()).isTrue();
        assertThat(Opening.atRate(10, 4, BEGIN).comeAgain()).isFalse();
    }
}
