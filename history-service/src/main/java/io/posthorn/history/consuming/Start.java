// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import java.util.OptionalLong;

/** Where reading of a partition starts. Kafka's own answer to a lost offset, a silent jump, is switched off. */
public sealed interface Start {

    /** From this offset on. */
    record At(long offset) implements Start {}

    /** Not at all: records are missing. */
    record Missing(long committed, long logStart, long logEnd) implements Start {

        /** What it means and what to do about it. */
        public String describe(String group, String partition) {
            String what = committed < logStart
                    ? "records %d to %d were deleted before they were handled".formatted(committed, logStart - 1)
                    : "the log ends at %d, before what was handled: it was cut or created again".formatted(logEnd);
            return ("%s is stopped: group %s has handled it up to offset %d, but %s. Find out why; if these records are lost"
                            + " for good, stop the service, run 'kafka-consumer-groups --group %s --topic %s"
                            + " --reset-offsets --to-earliest --execute' and start it again.")
                    .formatted(partition, group, committed, what, group, partition.replaceFirst("-(\\d+)$", ":$1"));
        }
    }

    /** What is done about missing records. */
    enum OnMissing {
        /** They were facts: stop and say so. */
        STOP,
        /** They were hints: go on with what there is. */
        GO_ON
    }

    /** @param committed empty: this group has never read the partition, so it begins with its first record */
    static Start of(OptionalLong committed, long logStart, long logEnd, OnMissing onMissing) {
        if (committed.isEmpty()) {
            return new At(logStart);
        }
        long offset = committed.getAsLong();
        if (offset >= logStart && offset <= logEnd) {
            return new At(offset);
        }
        return onMissing == OnMissing.STOP ? new Missing(offset, logStart, logEnd) : new At(logStart);
    }
}
