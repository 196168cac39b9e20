// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.query;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.connection.ConnectionKey;
import io.posthorn.delivery.device.Users;
import io.posthorn.delivery.lease.LeaseTable;
import io.posthorn.delivery.pending.Pending;
import io.posthorn.delivery.state.ConnectionState;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.UserState;
import io.posthorn.delivery.streams.StoredProto;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** A user's devices as the router's stores have them at this moment, commits not awaited. */
final class DeviceViews {

    private DeviceViews() {}

    static DevicesApi.Devices of(
            String user,
            ReadOnlyKeyValueStore<Bytes, byte[]> users,
            ReadOnlyKeyValueStore<Bytes, byte[]> connections,
            ReadOnlyKeyValueStore<Bytes, byte[]> pending,
            LeaseTable leases) {
        UserState state = Users.read(users, user);
        List<DevicesApi.Device> devices = new TreeMap<>(state.getDevicesMap())
                .entrySet().stream()
                        .map(device -> view(
                                user,
                                device,
                                state,
                                pending,
                                connection(connections.get(ConnectionKey.of(user, device.getKey())), leases)))
                        .toList();
        return new DevicesApi.Devices(user, devices);
    }

    private static DevicesApi.Device view(
            String user,
            Map.Entry<String, DeviceState> entry,
            UserState state,
            ReadOnlyKeyValueStore<Bytes, byte[]> pending,
            DevicesApi.@Nullable Connection connection) {
        DeviceState device = entry.getValue();
        Position cursor = device.getCursor();
        boolean counted = !Positions.isAfter(state.getFloor().getPosition(), cursor);
        return new DevicesApi.Device(
                entry.getKey(),
                Cursor.encode(cursor, UserHash.of(user)),
                new DevicesApi.Place(cursor.getEra(), cursor.getOffset(), time(cursor.getAppendedAt())),
                counted ? Pending.countAfter(pending, user, cursor) : null,
                connection,
                time(device.getLastSeen()),
                new TreeMap<>(device.getAttributesMap()));
    }

    private static DevicesApi.@Nullable Connection connection(byte @Nullable [] value, LeaseTable leases) {
        if (value == null) {
            return null;
        }
        ConnectionState state = StoredProto.read(ConnectionState.parser(), value);
        return leases.counts(state.getGateway(), state.getIncarnation(), state.getSince())
                ? new DevicesApi.Connection(
                        state.getConnection(), state.getGateway(), Instant.ofEpochMilli(state.getSince()))
                : null;
    }

    private static @Nullable Instant time(long milliseconds) {
        return milliseconds == 0 ? null : Instant.ofEpochMilli(milliseconds);
    }
}
