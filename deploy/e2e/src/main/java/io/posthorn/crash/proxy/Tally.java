// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.proxy;

import java.util.EnumMap;
import java.util.Map;

/** How often a proxy did what, so that a run shows that it was interfered with. For any thread. */
final class Tally {

    enum Deed {
        PASSED,
        DELAYED,
        HELD,
        CUT,
        /** Requests of which some partitions passed at once and the others did not, or nothing did. */
        TORN,
        /** Requests, or what was held back of them, that reached the broker after their sender had died. */
        LATE,
        /** Requests that were answered, and lost at least one record. */
        THINNED
    }

    private final Map<Deed, Long> counts = new EnumMap<>(Deed.class);

    synchronized void count(Deed deed) {
        counts.merge(deed, 1L, Long::sum);
    }

    @Override
    public synchronized String toString() {
        return counts.toString();
    }
}
