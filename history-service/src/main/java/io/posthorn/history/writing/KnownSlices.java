// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Entries of the slices table that are known to be written, the least used forgotten first. Forgetting costs a write again.
 * Thread-safe.
 */
final class KnownSlices {

    private record Key(String owner, int month, int slice, String tier) {}

    private final Map<Key, Boolean> known;

    KnownSlices(int capacity) {
        this.known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized boolean contains(NewRow row) {
        return known.get(key(row)) != null;
    }

    /** To be called when Cassandra has the entry, not before. */
    synchronized void add(NewRow row) {
        known.put(key(row), true);
    }

    private static Key key(NewRow row) {
        return new Key(
                row.owner().key(),
                row.bucket().month(),
                row.bucket().slice(),
                row.tier().name());
    }
}
