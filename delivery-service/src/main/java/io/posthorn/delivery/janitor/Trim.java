// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.janitor;

import io.posthorn.contracts.v1.Position;
import java.util.Collection;
import java.util.OptionalLong;

/**
 * What is done with one partition.
 *
 * @param from first offset that the log has
 * @param upTo records below it are deleted
 * @param held how many are old enough, but not consumed
 */
record Trim(long from, long upTo, long held) {

    /**
     * @param young offset of the first record that is not old; the log's end when all are
     * @param consumed for each reader, the first offset that it still needs; empty: it has not read anything
     */
    static Trim of(long logStart, long young, Collection<OptionalLong> consumed) {
        long needed = consumed.stream()
                .mapToLong(reader -> reader.orElse(logStart))
                .min()
                .orElse(logStart);
        long upTo = Math.max(logStart, Math.min(young, needed));
        return new Trim(logStart, upTo, Math.max(0, young - upTo));
    }

    /** What history has written of an inbox, as the first offset of this era that it still needs. */
    static OptionalLong persisted(Position upTo, int era) {
        int order = Integer.compareUnsigned(upTo.getEra(), era);
        if (order < 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(order > 0 ? Long.MAX_VALUE : upTo.getOffset() + 1);
    }

    boolean deletes() {
        return upTo > from;
    }

    long records() {
        return upTo - from;
    }
}
