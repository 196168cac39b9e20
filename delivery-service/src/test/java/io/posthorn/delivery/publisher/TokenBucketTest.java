// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.delivery.publisher.TokenBucket.Taken;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long BEGIN = 1_000_000;

    @Test
    void asManyAsASecondBringsMayComeAtOnceAndNoMore() {
        TokenBucket bucket = TokenBucket.full(3, BEGIN);
        for (int request = 0; request < 3; request++) {
            Taken taken = bucket.take(3, BEGIN);
            assertThat(taken.pause()).isZero();
            bucket = taken.left();
        }

        assertThat(bucket.take(3, BEGIN).pause()).isBetween(Duration.ofMillis(333), Duration.ofMillis(334));
    }

    @Test
    void whoWaitsAsLongAsToldMayCome() {
        TokenBucket empty = new TokenBucket(0, BEGIN);
        Taken tooSoon = empty.take(4, BEGIN);

        assertThat(tooSoon.pause()).isEqualTo(Duration.ofMillis(250));
        assertThat(tooSoon.left()
                        .take(4, BEGIN + tooSoon.pause().minusNanos(1_000).toNanos())
                        .pause())
                .isPositive();
        assertThat(tooSoon.left().take(4, BEGIN + tooSoon.pause().toNanos()).pause())
                .isZero();
    }

    @Test
    void aRequestThatMayNotComeTakesNothing() {
        TokenBucket bucket = new TokenBucket(0.5, BEGIN);
        for (int request = 0; request < 100; request++) {
            bucket = bucket.take(1, BEGIN).left();
        }

        assertThat(bucket.take(1, BEGIN + 500_000_000).pause()).isZero();
    }

    @Test
    void silenceDoesNotGatherMoreThanASecond() {
        TokenBucket bucket = new TokenBucket(0, BEGIN);
        long later = BEGIN + Duration.ofDays(1).toNanos();
        int taken = 0;
        for (Taken next = bucket.take(5, later);
                next.pause().isZero();
                next = next.left().take(5, later)) {
            taken++;
        }

        assertThat(taken).isEqualTo(5);
    }

    @Test
    void aRateBelowOneStillLetsOneThrough() {
        Taken first = TokenBucket.full(0.1, BEGIN).take(0.1, BEGIN);

        assertThat(first.pause()).isZero();
        assertThat(first.left().take(0.1, BEGIN).pause()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aClockThatStandsOrGoesBackFillsNothing() {
        TokenBucket empty = new TokenBucket(0, BEGIN);

        assertThat(empty.take(10, BEGIN - 5_000_000_000L).pause()).isPositive();
    }

    @Test
    void aLowerRateOfTheNextTokenCountsAtOnce() {
        TokenBucket bucket = TokenBucket.full(100, BEGIN);

        TokenBucket left = bucket.take(1, BEGIN).left();

        assertThat(left.take(1, BEGIN).pause()).isPositive();
    }
}
