// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.revocation;

import io.posthorn.gateway.deadline.MonotonicClock;
import java.time.Duration;

/** Open while it is known who was revoked: from the first time that all was read, until it could not be read for too long. */
public final class AdmissionGate {

    private static final long LONGEST_BEAT_MILLIS = 1_000;

    private final MonotonicClock clock;
    private final long limit;
    private volatile boolean read;
    private volatile long readUpTo;

    AdmissionGate(MonotonicClock clock, Duration limit) {
        this.clock = clock;
        this.limit = limit.toMillis();
    }

    /** How often it must be made sure that they can be read: several times before it shuts. */
    Duration beat() {
        return Duration.ofMillis(Math.min(limit / 10, LONGEST_BEAT_MILLIS));
    }

    /** @param upTo all that was there at this time has been read, in milliseconds on the monotonic clock */
    void read(long upTo) {
        readUpTo = upTo;
        read = true;
    }

    public boolean isOpen() {
        return read && age() < limit;
    }

    /** Whether it was ever open. */
    boolean wasRead() {
        return read;
    }

    /** Milliseconds since the time up to which all is read. */
    long age() {
        return clock.millis() - readUpTo;
    }
}
