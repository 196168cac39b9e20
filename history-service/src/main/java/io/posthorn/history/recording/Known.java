// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.recording;

import java.util.LinkedHashMap;
import java.util.Map;

/** Rows of an index that are known to be written, the least used forgotten first. Forgetting costs a write again. Thread-safe. */
public final class Known<K> {

    private final Map<K, Boolean> known;

    public Known(int capacity) {
        this.known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Boolean> eldest) {
                return size() > capacity;
            }
        };
    }

    public synchronized boolean contains(K key) {
        return known.get(key) != null;
    }

    /** To be called when Cassandra has the row, not before. */
    public synchronized void add(K key) {
        known.put(key, true);
    }
}
