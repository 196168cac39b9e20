// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.guard;

import java.util.OptionalLong;

/** Where an application begins to read a partition. Kafka's own answer to a lost place, a silent jump, is switched off. */
sealed interface Beginning {

    /** Where its group has committed. */
    record Committed() implements Beginning {}

    /** It has never read this: here, and that is to be committed, so that from now on a missing place is a lost one. */
    record First(long offset) implements Beginning {}

    /** Nowhere: an operator has to decide. */
    record Lost(String what) implements Beginning {}

    /**
     * @param committed of the group
     * @param logStart first offset that the log still has
     * @param logEnd offset of the next record
     * @param newToGroup the group has committed nothing for any partition of this topic
     */
    static Beginning of(OptionalLong committed, long logStart, long logEnd, boolean newToGroup) {
        if (committed.isEmpty()) {
            return newToGroup || logStart == 0
                    ? new First(logStart)
                    : new Lost(
                            "its place was lost (committed for other partitions, not for this one), and the log begins at %d"
                                    .formatted(logStart));
        }
        long place = committed.getAsLong();
        if (place < logStart) {
            return new Lost("records %d to %d were deleted before they were handled".formatted(place, logStart - 1));
        }
        if (place > logEnd) {
            return new Lost(
                    "the log ends at %d, before its place %d: it was cut or created again".formatted(logEnd, place));
        }
        return new Committed();
    }
}
