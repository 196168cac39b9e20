// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.streams.StoredProto;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Users who have acked or read what has not been applied yet: when the router runs again after an abort it may meet their
 * words before the records, and their leaving as well. Few, and for a short time.
 */
final class Ahead {

    private static final String PREFIX = "ahead ";

    private final KeyValueStore<Bytes, byte[]> store;
    private final Map<String, Position> users = new HashMap<>();

    /** @param store keeps them under keys that begin with {@code ahead} */
    Ahead(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        try (var all = store.prefixScan(PREFIX, new StringSerializer())) {
            all.forEachRemaining(each -> users.put(
                    new String(each.key.get(), StandardCharsets.UTF_8).substring(PREFIX.length()),
                    StoredProto.read(Position.parser(), each.value)));
        }
    }

    /**
     * @param reached the newest record of the inbox that has been applied; after a restart it is some seconds old
     * @param streamEnd of the user's stream, which is never old
     */
    void said(String user, Position upTo, Position reached, Position streamEnd) {
        Position known = Positions.max(Positions.max(reached, streamEnd), users.getOrDefault(user, Positions.START));
        if (Positions.isAfter(upTo, known)) {
            users.put(user, upTo);
            store.put(key(user), upTo.toByteArray());
        }
    }

    List<String> users() {
        return List.copyOf(users.keySet());
    }

    void reached(Position position) {
        users.entrySet().removeIf(each -> {
            boolean met = !Positions.isAfter(each.getValue(), position);
            if (met) {
                store.delete(key(each.getKey()));
            }
            return met;
        });
    }

    private static Bytes key(String user) {
        return Bytes.wrap((PREFIX + user).getBytes(StandardCharsets.UTF_8));
    }
}
