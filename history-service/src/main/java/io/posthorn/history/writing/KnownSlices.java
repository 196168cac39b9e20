// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Entries of the slices table that are known to be written, the least used forgotten first. Forgetting costs a write again.
 * Thread-safe.
 */
final class KnownSlices {

    private final Map<Home, Boolean> known;

    KnownSlices(int capacity) {
        this.known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Home, Boolean> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized boolean contains(Home home) {
        return known.get(home) != null;
    }

    /** To be called when Cassandra has the entry, not before. */
    synchronized void add(Home home) {
        known.put(home, true);
    }

    /** The table may be another one now. */
    synchronized void forgetAll() {
        known.clear();
    }
}
