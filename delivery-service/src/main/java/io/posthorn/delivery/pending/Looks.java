// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.pending;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Store of when a user has to be looked at though nothing happens to them, because something expires: by time (8 bytes) and
 * user, at most one entry for each. Who does something in the meantime is looked at anyway.
 */
public final class Looks {

    private static final byte[] NOTHING = {};

    private final KeyValueStore<Bytes, byte[]> store;

    public Looks(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** @param at milliseconds since the epoch */
    public record Look(long at, String user) {}

    /** In order of time. */
    public List<Look> due(long now, int most) {
        List<Look> due = new ArrayList<>();
        try (var looks = store.range(null, key(now + 1, ""))) {
            while (looks.hasNext() && due.size() < most) {
                due.add(look(looks.next().key));
            }
        }
        return due;
    }

    public void add(Look look) {
        store.put(key(look.at, look.user), NOTHING);
    }

    public void remove(Look look) {
        store.delete(key(look.at, look.user));
    }

    private static Bytes key(long at, String user) {
        byte[] name = user.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(at)
                .put(name)
                .array());
    }

    private static Look look(Bytes key) {
        ByteBuffer bytes = ByteBuffer.wrap(key.get());
        long at = bytes.getLong();
        return new Look(at, StandardCharsets.UTF_8.decode(bytes).toString());
    }
}
