// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.socket;

import java.time.Duration;

/** Signs of life of a server. Times are of {@link System#nanoTime}; heard by one thread, asked by another. */
final class Life {

    private final Duration probeAfter;
    private volatile Duration allowedSilence;
    private volatile long heardAt;

    Life(Duration allowedSilence, Duration probeAfter) {
        this.allowedSilence = allowedSilence;
        this.probeAfter = probeAfter;
    }

    void heard(long now) {
        heardAt = now;
    }

    void allowSilence(Duration silence) {
        allowedSilence = silence;
    }

    Duration allowedSilence() {
        return allowedSilence;
    }

    /** Zero: it was silent for too long. */
    Duration untilTooSilent(long now) {
        return left(allowedSilence, now);
    }

    /** Zero: it has been quiet since its last frame for as long as it may be before it is asked. */
    Duration untilProbe(long now) {
        return left(probeAfter, now);
    }

    /** Anything is an answer. */
    boolean hasAnswered(long askedAt) {
        return heardAt - askedAt >= 0;
    }

    Duration probeAfter() {
        return probeAfter;
    }

    private Duration left(Duration time, long now) {
        Duration left = time.minusNanos(now - heardAt);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
