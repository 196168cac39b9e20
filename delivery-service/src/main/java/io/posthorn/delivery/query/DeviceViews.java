// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.query;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.connection.ConnectionKey;
import io.posthorn.delivery.device.Users;
import io.posthorn.delivery.lease.LeaseTable;
import io.posthorn.delivery.pending.Broadcasts;
import io.posthorn.delivery.pending.Pending;
import io.posthorn.delivery.state.ConnectionState;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.UserState;
import io.posthorn.delivery.streams.StoredProto;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** A user's devices as the router's stores have them at this moment, commits not awaited. */
final class DeviceViews {

    private DeviceViews() {}

    /** Stores of what waits for the user, and for everyone on the user's partition. */
    record Backlog(ReadOnlyKeyValueStore<Bytes, byte[]> pending, ReadOnlyKeyValueStore<Bytes, byte[]> broadcasts) {}

    static DevicesApi.Devices of(
            String user,
            ReadOnlyKeyValueStore<Bytes, byte[]> users,
            ReadOnlyKeyValueStore<Bytes, byte[]> connections,
            Backlog backlog,
            LeaseTable leases) {
        UserState state = Users.read(users, user);
        List<DevicesApi.Device> devices = new TreeMap<>(state.getDevicesMap())
                .entrySet().stream()
                        .map(device -> view(
                                user,
                                device,
                                state,
                                backlog,
                                connection(connections.get(ConnectionKey.of(user, device.getKey())), leases)))
                        .toList();
        return new DevicesApi.Devices(user, devices);
    }

    private static DevicesApi.Device view(
            String user,
            Map.Entry<String, DeviceState> entry,
            UserState state,
            Backlog backlog,
            DevicesApi.@Nullable Connection connection) {
        DeviceState device = entry.getValue();
        Position cursor = device.getCursor();
        return new DevicesApi.Device(
                entry.getKey(),
                Cursor.encode(cursor, UserHash.of(user)),
                new DevicesApi.Place(cursor.getEra(), cursor.getOffset(), time(cursor.getAppendedAt())),
                unacked(user, cursor, state, backlog),
                connection,
                time(device.getLastSeen()),
                new TreeMap<>(device.getAttributesMap()));
    }

    /** Null when history has some of them. */
    private static @Nullable Long unacked(String user, Position cursor, UserState state, Backlog backlog) {
        if (Positions.isAfter(state.getFloor().getPosition(), cursor)) {
            return null;
        }
        OptionalLong everyones = Broadcasts.countAfter(backlog.broadcasts, Positions.max(cursor, state.getFirstSeen()));
        return everyones.isPresent() ? everyones.getAsLong() + Pending.countAfter(backlog.pending, user, cursor) : null;
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
