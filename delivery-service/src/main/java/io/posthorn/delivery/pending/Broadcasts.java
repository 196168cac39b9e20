// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.pending;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.state.StreamEnd;
import io.posthorn.delivery.streams.StoredProto;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Store of what waits for everyone on a partition, kept once, by position; and its floor, under a key of its own. */
public final class Broadcasts {

    private static final Bytes FLOOR = Bytes.wrap(new byte[] {0});
    private static final Bytes LAST = key(Positions.of(-1, -1, 0));
    private static final int AT_ONCE = 500;

    private final KeyValueStore<Bytes, byte[]> store;
    private StreamEnd floor;
    private StreamEnd end;

    public Broadcasts(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        byte[] value = store.get(FLOOR);
        floor = value == null ? StreamEnd.getDefaultInstance() : StoredProto.read(StreamEnd.parser(), value);
        end = floor;
        try (var newest = store.reverseRange(key(Positions.START), LAST)) {
            if (newest.hasNext()) {
                end = Entries.end(StoredProto.read(PendingEntry.parser(), newest.next().value));
            }
        }
    }

    /** The partition's newest broadcast; era 0 if there never was one. */
    public StreamEnd end() {
        return end;
    }

    /** The highest broadcast that has left: it and what is before it is history's to serve. */
    public StreamEnd floor() {
        return floor;
    }

    public void appended(StreamEnd newest) {
        end = newest;
    }

    public void add(PendingEntry entry) {
        store.put(key(entry.getMessage().getPosition()), entry.toByteArray());
    }

    /** From the oldest on, those that are persisted and wait no longer or are too many; some of them at a time. */
    public List<PendingEntry> release(Position persisted, PendingBound bound, long now) {
        List<PendingEntry> leaving = new ArrayList<>();
        StreamEnd lowest = floor;
        try (var entries = after(floor.getPosition())) {
            while (entries.hasNext() && leaving.size() < AT_ONCE) {
                PendingEntry entry = StoredProto.read(PendingEntry.parser(), entries.next().value);
                boolean leaves = !Positions.isAfter(entry.getMessage().getPosition(), persisted)
                        && (Release.isExpired(entry, now) || bound.isPassed(lowest, end));
                if (!leaves) {
                    break;
                }
                lowest = Entries.end(entry);
                leaving.add(entry);
            }
        }
        if (!leaving.isEmpty()) {
            leaving.forEach(entry -> store.delete(key(entry.getMessage().getPosition())));
            floor = lowest;
            store.put(FLOOR, floor.toByteArray());
        }
        return leaving;
    }

    /** {@code position} is exclusive; empty when some of them are history's. */
    public static OptionalLong countAfter(ReadOnlyKeyValueStore<Bytes, byte[]> store, Position position) {
        byte[] floor = store.get(FLOOR);
        if (floor != null
                && Positions.isAfter(StoredProto.read(StreamEnd.parser(), floor).getPosition(), position)) {
            return OptionalLong.empty();
        }
        long count = 0;
        try (var entries = store.range(keyAfter(position), LAST)) {
            while (entries.hasNext()) {
                entries.next();
                count++;
            }
        }
        return OptionalLong.of(count);
    }

    KeyValueIterator<Bytes, byte[]> after(Position position) {
        return store.range(keyAfter(position), LAST);
    }

    private static Bytes keyAfter(Position position) {
        return key(Positions.of(position.getEra(), position.getOffset() + 1, 0));
    }

    private static Bytes key(Position position) {
        return Bytes.wrap(ByteBuffer.allocate(12)
                .putInt(position.getEra())
                .putLong(position.getOffset())
                .array());
    }
}
