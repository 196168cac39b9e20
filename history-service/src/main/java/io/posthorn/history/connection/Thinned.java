// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Of the facts of a batch those that are the last of their kind in their minute, for each device. Cassandra would keep the same
 * ones: this only saves the writing of what is written over.
 */
final class Thinned<T> {

    /** A fact and what is written of it. */
    record Row<T>(ConnectionFact fact, T what) {}

    private record Key(String user, String device, String kind, Instant minute) {}

    private final Map<Key, Row<T>> last = new LinkedHashMap<>();

    void add(ConnectionFact fact, String kind, T what) {
        last.merge(
                new Key(fact.user(), fact.device(), kind, fact.minute()),
                new Row<>(fact, what),
                (before, now) ->
                        now.fact().place().writtenAt() < before.fact().place().writtenAt() ? before : now);
    }

    Collection<Row<T>> rows() {
        return last.values();
    }
}
