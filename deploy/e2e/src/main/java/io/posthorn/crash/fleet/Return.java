// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fleet;

import io.posthorn.contracts.wire.CloseCode;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a device that wants to be online connects again, as the protocol tells clients. */
final class Return {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 10;

    private Return() {}

    /**
     * @param told by {@code goAway}
     * @param failures in a row
     */
    static Duration after(int code, Optional<Duration> told, int failures, RandomGenerator random) {
        Duration drawn = drawn(failures, random);
        return switch (CloseCode.reconnectAfter(code)) {
            case WHEN_TOLD -> told.orElse(drawn);
            case NOT_BEFORE_A_MINUTE -> MINUTE.plus(drawn);
            case WITH_BACKOFF -> drawn;
            // It is written down as a trouble; the device goes on, so that one breach does not hide others.
            case NEVER -> LONGEST;
        };
    }

    private static Duration drawn(int failures, RandomGenerator random) {
        long bound = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures, MOST_DOUBLINGS));
        return Duration.ofMillis((long) (bound * random.nextDouble()));
    }
}
