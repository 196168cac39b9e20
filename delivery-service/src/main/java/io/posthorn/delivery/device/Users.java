// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.device;

import io.posthorn.delivery.state.UserState;
import io.posthorn.delivery.streams.StoredProto;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Store of users: their devices and the floor of their pending messages. */
public final class Users {

    private final KeyValueStore<Bytes, byte[]> store;

    public Users(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    public UserState get(String user) {
        return read(store, user);
    }

    public static UserState read(ReadOnlyKeyValueStore<Bytes, byte[]> store, String user) {
        byte[] value = store.get(key(user));
        return value == null ? UserState.getDefaultInstance() : StoredProto.read(UserState.parser(), value);
    }

    public void put(String user, UserState state) {
        store.put(key(user), state.toByteArray());
    }

    public static Bytes key(String user) {
        return Bytes.wrap(user.getBytes(StandardCharsets.UTF_8));
    }
}
