// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

import java.time.Instant;

/** This host's clock and Cassandra's tell different times, so nobody can say what has expired. It passes: ask again. */
public final class ClocksDifferException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClocksDifferException(Instant ours, Instant theirs) {
        super("the clock of this host says %s and that of Cassandra %s".formatted(ours, theirs), null, false, false);
    }
}
