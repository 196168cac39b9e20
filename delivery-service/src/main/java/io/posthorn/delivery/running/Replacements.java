// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import java.time.Duration;

/**
 * How long a thread that died waits for its successor: at first not at all, then longer with each death, so that what dies
 * again at once does not spin.
 *
 * @param deaths in a row
 * @param last milliseconds since the epoch
 */
record Replacements(int deaths, long last) {

    static final Replacements NONE = new Replacements(0, 0);

    private static final long FIRST_PAUSE = Duration.ofMillis(500).toMillis();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(30).toMillis();
    private static final long PEACE = Duration.ofMinutes(3).toMillis();

    Replacements death(long now) {
        return now - last > PEACE ? new Replacements(1, now) : new Replacements(deaths + 1, now);
    }

    Duration pause() {
        if (deaths <= 1) {
            return Duration.ZERO;
        }
        long doubled = FIRST_PAUSE << Math.min(deaths - 2, 10);
        return Duration.ofMillis(Math.min(doubled, LONGEST_PAUSE));
    }
}
