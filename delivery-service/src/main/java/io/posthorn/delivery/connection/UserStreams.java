// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.connection;

import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.device.Users;
import io.posthorn.delivery.pending.Broadcasts;
import io.posthorn.delivery.pending.Pending;
import io.posthorn.delivery.state.ConnectionState;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.UserState;
import io.posthorn.delivery.streams.StoredProto;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The users of one task: those with a connection in memory, all others read from the stores when they are needed.
 *
 * <p>The presence table is the store {@code connections}; what is in memory is rebuilt from it when a task starts.
 */
public final class UserStreams {

    private final Users users;
    private final Pending pending;
    private final Broadcasts broadcasts;
    private final KeyValueStore<Bytes, byte[]> presence;
    private final Map<String, UserStream> connected = new HashMap<>();
    private final Map<String, LiveConnection> byConnection = new HashMap<>();
    private final Set<LiveConnection> open = new LinkedHashSet<>();

    public UserStreams(Users users, Pending pending, Broadcasts broadcasts, KeyValueStore<Bytes, byte[]> presence) {
        this.users = users;
        this.pending = pending;
        this.broadcasts = broadcasts;
        this.presence = presence;
    }

    /**
     * Reads the presence table. Nothing is sent yet: all connections are left to the sweep.
     *
     * @param youngerThan such a connection may not have been answered, and is answered again
     */
    public void restore(long now, long youngerThan) {
        try (var all = presence.all()) {
            while (all.hasNext()) {
                ConnectionState state = StoredProto.read(ConnectionState.parser(), all.next().value);
                UserStream stream = of(state.getUser());
                DeviceState device =
                        stream.state().getDevicesOrDefault(state.getDevice(), DeviceState.getDefaultInstance());
                Position from = device.getAckedOn().equals(state.getConnection())
                        ? device.getCursor()
                        : state.getResumption().getCursor();
                boolean young = now - state.getSince() < youngerThan;
                add(stream, LiveConnection.restored(state, from, young, now));
            }
        }
    }

    public UserStream of(String user) {
        UserStream stream = connected.get(user);
        return stream != null ? stream : new UserStream(user, users.get(user), pending.last(user), broadcasts);
    }

    /** Those who have a connection. */
    public Collection<UserStream> connected() {
        return connected.values();
    }

    /** Writes the user's record if it changes. */
    public void save(UserStream stream, UserState next) {
        if (next != stream.state()) {
            if (stream.state() == UserState.getDefaultInstance()) {
                pending.mark(stream.user());
            }
            stream.state(next);
            users.put(stream.user(), next);
        }
    }

    public LiveConnection open(UserStream stream, ConnectionState state, long now) {
        LiveConnection connection = LiveConnection.opened(state, now);
        save(state);
        add(stream, connection);
        return connection;
    }

    /** Of a device that resumed below its cursor: its acks move nothing else, and must be known after a fail-over. */
    public void ackedBelow(LiveConnection connection, Position upTo) {
        ConnectionState state = connection.state();
        save(state.toBuilder()
                .setResumption(state.getResumption().toBuilder().setCursor(upTo))
                .build());
    }

    private void save(ConnectionState state) {
        presence.put(ConnectionKey.of(state.getUser(), state.getDevice()), state.toByteArray());
    }

    private void add(UserStream stream, LiveConnection connection) {
        stream.add(connection);
        connected.put(stream.user(), stream);
        byConnection.put(connection.state().getConnection(), connection);
        open.add(connection);
    }

    public void close(UserStream stream, LiveConnection connection) {
        presence.delete(ConnectionKey.of(stream.user(), connection.state().getDevice()));
        byConnection.remove(connection.state().getConnection());
        open.remove(connection);
        stream.remove(connection.state().getDevice());
        if (stream.connections().isEmpty()) {
            connected.remove(stream.user());
        }
    }

    public @Nullable LiveConnection connection(String id) {
        return byConnection.get(id);
    }

    /** Something is unsent or unacked on it: the sweep will look. */
    public void leaveToSweep(LiveConnection connection) {
        open.add(connection);
    }

    public void forget(LiveConnection connection) {
        open.remove(connection);
    }

    public List<LiveConnection> leftToSweep() {
        return new ArrayList<>(open);
    }
}
