// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Growing pauses between attempts: each twice the one before, from the first to the longest, less up to a quarter so that many
 * that failed together do not come back together.
 */
public record Backoff(Duration first, Duration longest) {

    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "backoff is %s to %s, allowed: more than 0, and the longest not below the first"
                            .formatted(first, longest));
        }
    }

    /** @param attempt how many have failed, from 1 */
    public Duration pause(int attempt) {
        return pause(attempt, ThreadLocalRandom.current().nextDouble());
    }

    /** @param chance from 0 to 1 */
    Duration pause(int attempt, double chance) {
        long doubled = first.toMillis() << Math.min(attempt - 1, 20);
        long whole = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(whole - (long) (whole * chance / 4));
    }
}
