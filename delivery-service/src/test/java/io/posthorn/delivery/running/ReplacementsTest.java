// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplacementsTest {

    private static final long NOW = 1_795_168_721_118L;

    @Test
    void theFirstSuccessorComesAtOnce() {
        assertThat(Replacements.NONE.death(NOW).pause()).isZero();
    }

    @Test
    void whatDiesAgainAtOnceWaitsLongerEachTime() {
        Stream<Duration> pauses = Stream.iterate(Replacements.NONE.death(NOW), last -> last.death(last.last() + 1))
                .limit(9)
                .map(Replacements::pause);

        assertThat(pauses.map(Duration::toMillis))
                .containsExactly(0L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
    }

    @Test
    void howeverOftenTheLongestPauseStays() {
        Replacements many = new Replacements(100_000, NOW).death(NOW + 1);

        assertThat(many.pause()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void afterPeaceItBeginsAnew() {
        Replacements several = new Replacements(7, NOW);

        assertThat(several.death(NOW + Duration.ofMinutes(4).toMillis()).pause())
                .isZero();
        assertThat(several.death(NOW + Duration.ofMinutes(2).toMillis()).pause())
                .isPositive();
    }
}
