// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.recording;

import io.posthorn.history.tier.Bucket;
import java.time.Instant;

/**
 * Where a record stands in its topic, and since when.
 *
 * @param at append time, by the broker's clock
 */
public record Place(int partition, long offset, Instant at) {

    private static final int TIES = 1_000;

    /**
     * Microseconds, as {@code USING TIMESTAMP} wants it: of two records about one row the later one wins, and always the same one,
     * however often and in which order they are written. What is appended in the same millisecond is ordered by its offset, unless
     * a multiple of a thousand lies between two: then the earlier one wins.
     */
    public long writtenAt() {
        return at.toEpochMilli() * TIES + Math.floorMod(offset, TIES);
    }

    /** Whether it has a month of its own; any other time was forged. */
    public boolean isSound() {
        return Bucket.covers(at.toEpochMilli());
    }
}
