// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.publisher;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How many requests may come now. It fills at the rate, up to what a second brings, or to one.
 *
 * @param level as of {@code at}
 * @param at in nanoseconds of a clock that only goes forward
 */
record TokenBucket(double level, long at) {

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    static TokenBucket full(double rate, long now) {
        return new TokenBucket(capacity(rate), now);
    }

    /** @param pause how long until a request may come; zero: this one may */
    record Taken(TokenBucket left, Duration pause) {}

    /** A request that may not come takes nothing. */
    Taken take(double rate, long now) {
        double filled = Math.min(capacity(rate), level + Math.max(0, now - at) / SECOND * rate);
        if (filled >= 1) {
            return new Taken(new TokenBucket(filled - 1, now), Duration.ZERO);
        }
        return new Taken(
                new TokenBucket(filled, now), Duration.ofNanos((long) Math.ceil((1 - filled) / rate * SECOND)));
    }

    private static double capacity(double rate) {
        return Math.max(1, rate);
    }
}
