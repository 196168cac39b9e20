// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import java.util.Map;

/** Whether what was asked about the ends of a table's partitions has been reached. */
final class TableEnds {

    enum Reached {
        /** There is more to read. */
        NOT_YET,
        /** All that was there at the time of asking is read. */
        READ,
        /** A log ends before what was read of it already: it is not the one that it was. */
        CUT
    }

    private TableEnds() {}

    /**
     * @param asked what was read when the ends were asked for
     * @param ends the answer
     * @param now what is read now
     */
    static <P> Reached judge(Map<P, Long> asked, Map<P, Long> ends, Map<P, Long> now) {
        Reached reached = Reached.READ;
        for (Map.Entry<P, Long> end : ends.entrySet()) {
            if (end.getValue() < asked.getOrDefault(end.getKey(), 0L)) {
                return Reached.CUT;
            }
            if (now.getOrDefault(end.getKey(), 0L) < end.getValue()) {
                reached = Reached.NOT_YET;
            }
        }
        return reached;
    }
}
