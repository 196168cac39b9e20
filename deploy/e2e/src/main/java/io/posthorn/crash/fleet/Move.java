// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fleet;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What a device does next.
 *
 * @param after how long it first stays as it is
 * @param lasting until it is as before
 */
record Move(Kind kind, Duration after, Duration lasting) {

    enum Kind {
        /** Loses its network and is back at once. */
        DROP,
        /** Leaves with a close frame and comes back. */
        LEAVE,
        /** Gone without a word, for long. */
        AWAY,
        /** Receives and acknowledges nothing. */
        STALL,
        /** Connects to another gateway before the old connection has ended. */
        HOP
    }

    private static final int SHORTEST_AFTER = 8_000;
    private static final int LONGEST_AFTER = 45_000;

    static Move draw(RandomGenerator random) {
        Duration after = Duration.ofMillis(random.nextInt(SHORTEST_AFTER, LONGEST_AFTER));
        int drawn = random.nextInt(100);
        if (drawn < 30) {
            return new Move(Kind.DROP, after, Duration.ZERO);
        }
        if (drawn < 50) {
            return new Move(Kind.LEAVE, after, between(500, 8_000, random));
        }
        if (drawn < 65) {
            return new Move(Kind.AWAY, after, between(15_000, 90_000, random));
        }
        return drawn < 85
                ? new Move(Kind.STALL, after, between(2_000, 15_000, random))
                : new Move(Kind.HOP, after, Duration.ZERO);
    }

    private static Duration between(int least, int most, RandomGenerator random) {
        return Duration.ofMillis(random.nextInt(least, most));
    }
}
