// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.watermark;

import java.time.Duration;
import java.time.Instant;

/**
 * What the router has been told about one partition.
 *
 * @param reached written and committed
 * @param told acknowledged by Kafka
 * @param asked when a record was sent last
 * @param sending one record is under way; there is never a second, so they cannot overtake each other
 */
record Publication(Watermark reached, Watermark told, Instant asked, boolean sending) {

    /** Often enough for the router to let go, seldom enough not to double the records of a quiet partition. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** What the one before us told may have been lost: tell it again. */
    static Publication takenOver(Watermark reached) {
        return new Publication(reached, Watermark.START, Instant.EPOCH, false);
    }

    Publication reach(Watermark to) {
        return to.isAfter(reached) ? new Publication(to, told, asked, sending) : this;
    }

    boolean isDue(Instant now) {
        return !sending && reached.isAfter(told) && !isPausing(now);
    }

    /** Not for as long as a clock was ahead that has been set right since. */
    private boolean isPausing(Instant now) {
        return !now.isBefore(asked) && now.isBefore(asked.plus(PAUSE));
    }

    Publication sent(Instant now) {
        return new Publication(reached, told, now, true);
    }

    Publication acknowledged(Watermark upTo) {
        return new Publication(reached, upTo.isAfter(told) ? upTo : told, asked, false);
    }

    Publication failed() {
        return new Publication(reached, told, asked, false);
    }
}
