// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgreedTimeTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private Instant own = START;
    private Duration passed = Duration.ZERO;
    private final AgreedTime time = new AgreedTime(() -> own, () -> passed.toNanos());

    private void pass(Duration some) {
        own = own.plus(some);
        passed = passed.plus(some);
    }

    @Test
    void isNotKnownBeforeCassandraHasSaidIt() {
        assertThatThrownBy(time::instant).isInstanceOf(StoreAwayException.class);
        assertThat(time.known()).isEmpty();
    }

    @Test
    void isCassandrasAndGoesOnWhileItIsAway() {
        time.told(START.plusSeconds(60));
        pass(Duration.ofHours(3));

        assertThat(time.instant()).isEqualTo(START.plusSeconds(60).plus(Duration.ofHours(3)));
    }

    @Test
    void thereIsNoneFromTheMomentInWhichThisHostsClockJumps() {
        time.told(START);
        own = START.plus(Duration.ofDays(8));

        assertThatThrownBy(time::instant)
                .isInstanceOf(ClocksDifferException.class)
                .hasMessageContaining("2026-11-28T10:00:00Z")
                .hasMessageContaining("2026-11-20T10:00:00Z");
        assertThat(time.known()).isEmpty();
    }

    @Test
    void itComesBackWithTheClock() {
        time.told(START);
        own = START.minus(Duration.ofDays(8));
        assertThatThrownBy(time::instant).isInstanceOf(ClocksDifferException.class);

        own = START.plus(AgreedTime.SKEW);

        assertThat(time.instant()).isEqualTo(START);
        assertThat(time.known()).contains(START);
    }

    @Test
    void cassandrasClockMayBeTheWrongOne() {
        time.told(START.plus(Duration.ofDays(8)));

        assertThatThrownBy(time::instant).isInstanceOf(ClocksDifferException.class);
        assertThat(StoreFailure.of(new ClocksDifferException(own, START))).isEqualTo(StoreFailure.AWAY);
    }
}
