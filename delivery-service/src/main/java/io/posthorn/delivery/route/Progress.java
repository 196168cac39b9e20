// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.fact.Facts;
import io.posthorn.delivery.streams.StoredProto;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** How far a task has come, and how far history has. */
final class Progress {

    private static final Bytes PERSISTED = Bytes.wrap("persisted".getBytes(StandardCharsets.UTF_8));
    private static final Bytes REACHED = Bytes.wrap("reached".getBytes(StandardCharsets.UTF_8));

    private final KeyValueStore<Bytes, byte[]> store;
    private final Facts facts;
    private final String markerKey;
    private Position persisted;
    private Position reached;
    private Position marked;

    Progress(KeyValueStore<Bytes, byte[]> store, Facts facts, String markerKey) {
        this.store = store;
        this.facts = facts;
        this.markerKey = markerKey;
        this.persisted = read(PERSISTED);
        this.reached = read(REACHED);
        this.marked = reached;
    }

    private Position read(Bytes key) {
        byte[] value = store.get(key);
        return value == null ? Positions.START : StoredProto.read(Position.parser(), value);
    }

    Position persisted() {
        return persisted;
    }

    void persisted(Position upTo) {
        if (Positions.isAfter(upTo, persisted)) {
            persisted = upTo;
            store.put(PERSISTED, upTo.toByteArray());
        }
    }

    Position reached() {
        return reached;
    }

    void reached(Position position) {
        reached = position;
    }

    /** History learns of positions that left no message, such as repeats and what is never stored. */
    void mark() {
        if (Positions.isAfter(reached, marked)) {
            marked = reached;
            store.put(REACHED, reached.toByteArray());
            facts.progress(markerKey, reached);
        }
    }
}
