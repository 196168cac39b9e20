// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.pending;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.streams.StoredProto;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** Store of the newest waiting message of each collapse key, by user (none for everyone), NUL and key. */
public final class Collapses {

    private final KeyValueStore<Bytes, byte[]> store;

    public Collapses(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    public void appended(PendingEntry entry) {
        if (hasKey(entry)) {
            store.put(key(entry), entry.getMessage().getPosition().toByteArray());
        }
    }

    /** Entries leave from the oldest on, so an older one of the same key has left before. */
    public void left(PendingEntry entry) {
        if (hasKey(entry) && !newerWaits(entry)) {
            store.delete(key(entry));
        }
    }

    /** Whether a newer message of the same key waits. A critical one is never replaced. */
    public boolean isReplaced(PendingEntry entry) {
        return hasKey(entry) && !entry.getCritical() && newerWaits(entry);
    }

    private boolean newerWaits(PendingEntry entry) {
        byte[] newest = store.get(key(entry));
        return newest != null
                && Positions.isAfter(
                        StoredProto.read(Position.parser(), newest),
                        entry.getMessage().getPosition());
    }

    private static boolean hasKey(PendingEntry entry) {
        return !entry.getMessage().getNotification().getCollapseKey().isEmpty();
    }

    private static Bytes key(PendingEntry entry) {
        String key = entry.getMessage().getUser()
                + '\0'
                + entry.getMessage().getNotification().getCollapseKey();
        return Bytes.wrap(key.getBytes(StandardCharsets.UTF_8));
    }
}
