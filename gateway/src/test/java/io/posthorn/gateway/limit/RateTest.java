// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RateTest {

    /** Ten a second, three at once, in milliseconds. */
    private final Rate rate = Rate.of(10, 3, 1_000);

    private long paid = -1_000_000;

    @Test
    void asManyAsTheBurstGoAtOnce() {
        assertThat(take(0)).isTrue();
        assertThat(take(0)).isTrue();
        assertThat(take(0)).isTrue();
        assertThat(take(0)).isFalse();
    }

    @Test
    void thenOneAtATime() {
        take(0, 3);

        assertThat(take(99)).isFalse();
        assertThat(take(100)).isTrue();
        assertThat(take(100)).isFalse();
    }

    @Test
    void whatIsRefusedCostsNothing() {
        take(0, 3);
        take(50, 100);

        assertThat(take(100)).isTrue();
    }

    @Test
    void aPauseGivesTheBurstBackAndNoMore() {
        take(0, 3);

        assertThat(take(1_000_000, 10)).isEqualTo(3);
    }

    @Test
    void whatIsGivenBackMayBeTakenAgain() {
        take(0, 3);
        paid = rate.giveBack(paid);

        assertThat(take(0, 10)).isEqualTo(1);
    }

    @Test
    void givingBackToAFullBucketAddsNothing() {
        for (int i = 0; i < 100; i++) {
            paid = rate.giveBack(paid);
        }

        assertThat(take(0, 10)).isEqualTo(3);
    }

    @Test
    void noSpanOfTimeHasMoreThanItsShareAndABurst() {
        Random random = new Random(1);
        long now = 0;
        int taken = 0;
        for (int i = 0; i < 10_000; i++) {
            now += random.nextInt(60);
            if (take(now)) {
                taken++;
            }
            assertThat((long) taken).isLessThanOrEqualTo(now / 100 + 3);
        }
    }

    private int take(long now, int times) {
        int taken = 0;
        for (int i = 0; i < times; i++) {
            if (take(now)) {
                taken++;
            }
        }
        return taken;
    }

    private boolean take(long now) {
        long next = rate.take(paid, now);
        if (next == Rate.REFUSED) {
            return false;
        }
        paid = next;
        return true;
    }
}
