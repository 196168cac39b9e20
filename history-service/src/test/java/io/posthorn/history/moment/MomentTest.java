// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.moment;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MomentTest {

    @Test
    void isTheStartOfItsFiveMinutes() {
        assertThat(Moment.of(Instant.parse("2026-11-20T10:04:59.999Z")))
                .isEqualTo(new Moment(202611, Instant.parse("2026-11-20T10:00:00Z")));
        assertThat(Moment.of(Instant.parse("2026-12-01T00:00:00Z")))
                .isEqualTo(new Moment(202612, Instant.parse("2026-12-01T00:00:00Z")));
    }

    @Test
    void ofTwoPositionsTheEarlierStays() {
        assertThat(Moment.precedence(at(1, 17))).isGreaterThan(Moment.precedence(at(1, 18)));
        assertThat(Moment.precedence(at(1, 1L << 40))).isGreaterThan(Moment.precedence(at(2, 0)));
        assertThat(Moment.precedence(at(1_000, 1L << 40))).isPositive();
    }

    @Test
    void aMomentIsMarkedOnce() {
        RecentMoments recent = new RecentMoments();

        assertThat(recent.add(at(1, 17))).isTrue();
        assertThat(recent.add(at(1, 18))).isFalse();
        assertThat(recent.add(Positions.of(1, 19, Moment.WIDTH.toMillis()))).isTrue();
    }

    @Test
    void whatIsForgottenIsMarkedAgain() {
        RecentMoments recent = new RecentMoments();
        for (int i = 0; i < 100; i++) {
            assertThat(recent.add(Positions.of(1, i, i * Moment.WIDTH.toMillis())))
                    .isTrue();
        }

        assertThat(recent.add(at(1, 0))).isTrue();
        assertThat(recent.add(Positions.of(1, 99, 99 * Moment.WIDTH.toMillis())))
                .isFalse();
    }

    private static Position at(int era, long offset) {
        return Positions.of(era, offset, 0);
    }
}
