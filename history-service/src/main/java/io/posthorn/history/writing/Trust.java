// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether an acknowledgement can be believed. A table that is created again is known some moments before it takes rows, and what
 * is written in these is acknowledged and thrown away. Thread-safe.
 */
final class Trust {

    static final Duration DOUBT = Duration.ofSeconds(2);

    private volatile Instant fault = Instant.MIN;

    /** A table was not there. */
    void tableFailed(Instant now) {
        fault = now;
    }

    /** @param begun when the write that was acknowledged was begun */
    boolean believes(Instant begun) {
        return fault.equals(Instant.MIN) || begun.isAfter(fault.plus(DOUBT));
    }
}
