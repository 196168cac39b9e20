// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

/**
 * What of one class was appended on one day, as one partition has it.
 *
 * @param broadcasts counted on the first partition only, since each partition has all of them
 * @param upTo offset in the topic of the last record that is in it; what does not lie after it has been counted
 */
record Count(long own, long broadcasts, long upTo) {

    static final Count NONE = new Count(0, 0, -1);

    Count with(Kept kept) {
        if (kept.offset() <= upTo) {
            return this;
        }
        return kept.isBroadcast()
                ? new Count(own, broadcasts + 1, kept.offset())
                : new Count(own + 1, broadcasts, kept.offset());
    }

    /** So that of two writes the one that has counted further stays, whichever comes last: for {@code USING TIMESTAMP}. */
    long precedence() {
        return upTo + 1;
    }
}
