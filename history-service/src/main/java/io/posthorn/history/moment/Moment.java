// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.moment;

import io.posthorn.contracts.v1.Position;
import io.posthorn.history.tier.Bucket;
import java.time.Duration;
import java.time.Instant;

/**
 * Five minutes of append time.
 *
 * @param month of the partition of the table, {@code yyyymm}
 * @param at their start
 */
record Moment(int month, Instant at) {

    static final Duration WIDTH = Duration.ofMinutes(5);

    static Moment of(Instant appended) {
        long width = WIDTH.toSeconds();
        Instant at = Instant.ofEpochSecond(Math.floorDiv(appended.getEpochSecond(), width) * width);
        return new Moment(Bucket.month(at), at);
    }

    static Moment of(Position position) {
        return of(Instant.ofEpochMilli(position.getAppendedAt()));
    }

    /** So that of two writes the earlier position stays, whichever comes first: for {@code USING TIMESTAMP}. */
    static long precedence(Position position) {
        return (Long.MAX_VALUE >> 1) - ((long) position.getEra() << 44) - position.getOffset();
    }
}
