// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.pending;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.streams.StoredProto;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Store of what waits, by user and position.
 *
 * <p>Before each user's entries lies a mark that stays. What was removed lies in RocksDB until it is compacted, and an iterator
 * passes over all of it on its way to the next living key: without marks over that of all neighbours.
 */
public final class Pending {

    private static final byte[] MARK = {};

    private final KeyValueStore<Bytes, byte[]> store;

    public Pending(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /** A user is known from now on. */
    public void mark(String user) {
        store.put(PendingKey.mark(user), MARK);
    }

    public void add(PendingEntry entry) {
        if (entry.getMessage().getOrdinal() == 1) {
            mark(entry.getMessage().getUser());
        }
        store.put(PendingKey.at(entry.getMessage().getUser(), entry.getMessage().getPosition()), entry.toByteArray());
    }

    /** With the same position in place of what is there. */
    public void replace(PendingEntry entry) {
        store.put(PendingKey.at(entry.getMessage().getUser(), entry.getMessage().getPosition()), entry.toByteArray());
    }

    public void remove(PendingEntry entry) {
        store.delete(
                PendingKey.at(entry.getMessage().getUser(), entry.getMessage().getPosition()));
    }

    public @Nullable PendingEntry last(String user) {
        try (var entries = store.reverseRange(PendingKey.after(user, Positions.START), PendingKey.last(user))) {
            return entries.hasNext() ? StoredProto.read(PendingEntry.parser(), entries.next().value) : null;
        }
    }

    /** In stream order, as long as {@code use} says true. {@code after} is exclusive. */
    public void forEachAfter(String user, Position after, Predicate<PendingEntry> use) {
        try (var entries = after(user, after)) {
            boolean more = true;
            while (more && entries.hasNext()) {
                more = use.test(StoredProto.read(PendingEntry.parser(), entries.next().value));
            }
        }
    }

    KeyValueIterator<Bytes, byte[]> after(String user, Position position) {
        return store.range(PendingKey.after(user, position), PendingKey.last(user));
    }

    /** Users who have something pending, in the order of the store; fewer than {@code most} at its end. */
    public List<String> usersAfter(String user, int most) {
        List<String> users = new ArrayList<>();
        Bytes from = user.isEmpty() ? null : PendingKey.last(user);
        while (users.size() < most) {
            String next = firstUser(from);
            if (next == null) {
                return users;
            }
            users.add(next);
            from = PendingKey.last(next);
        }
        return users;
    }

    private @Nullable String firstUser(@Nullable Bytes from) {
        try (var entries = store.range(from, null)) {
            while (entries.hasNext()) {
                Bytes key = entries.next().key;
                if (!PendingKey.isMark(key)) {
                    return PendingKey.user(key);
                }
            }
            return null;
        }
    }

    /** {@code after} is exclusive. */
    public static long countAfter(ReadOnlyKeyValueStore<Bytes, byte[]> store, String user, Position after) {
        try (var entries = store.range(PendingKey.after(user, after), PendingKey.last(user))) {
            long count = 0;
            while (entries.hasNext()) {
                entries.next();
                count++;
            }
            return count;
        }
    }
}
