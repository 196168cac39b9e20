// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LifeTest {

    private static final long START = Long.MAX_VALUE - 1_000;
    private static final long SECOND = 1_000_000_000L;

    private final Life life = new Life(Duration.ofSeconds(20), Duration.ofSeconds(3));

    @Test
    void time_runs_from_what_was_heard_last_also_where_the_clock_turns_over() {
        life.heard(START);

        assertThat(life.untilTooSilent(START + 5 * SECOND)).isEqualTo(Duration.ofSeconds(15));
        assertThat(life.untilProbe(START + SECOND)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void nothing_is_left_when_it_was_silent_for_too_long() {
        life.heard(START);

        assertThat(life.untilTooSilent(START + 20 * SECOND)).isZero();
        assertThat(life.untilTooSilent(START + 99 * SECOND)).isZero();
        assertThat(life.untilProbe(START + 3 * SECOND)).isZero();
    }

    @Test
    void what_the_server_promises_counts_from_the_last_sign() {
        life.heard(START);
        life.allowSilence(Duration.ofSeconds(50));

        assertThat(life.untilTooSilent(START + 30 * SECOND)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void an_answer_is_whatever_came_after_the_question() {
        life.heard(START);

        assertThat(life.hasAnswered(START + SECOND)).isFalse();
        life.heard(START + 2 * SECOND);
        assertThat(life.hasAnswered(START + SECOND)).isTrue();
    }
}
