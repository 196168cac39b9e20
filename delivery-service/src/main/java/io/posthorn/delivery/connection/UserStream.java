// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.connection;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.pending.Broadcasts;
import io.posthorn.delivery.pending.Entries;
import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.state.StreamEnd;
import io.posthorn.delivery.state.UserState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One user as the router sees them while it works on one record; kept in memory while a device is connected. */
public final class UserStream {

    private final String user;
    private final int hash;
    private final Broadcasts broadcasts;
    private final Map<String, LiveConnection> byDevice = new LinkedHashMap<>();
    private UserState state;
    private StreamEnd end;

    UserStream(String user, UserState state, @Nullable PendingEntry last, Broadcasts broadcasts) {
        this.user = user;
        this.hash = UserHash.of(user);
        this.state = state;
        this.end = last == null ? state.getFloor() : Entries.end(last);
        this.broadcasts = broadcasts;
    }

    public String user() {
        return user;
    }

    public int hash() {
        return hash;
    }

    public UserState state() {
        return state;
    }

    void state(UserState next) {
        state = next;
    }

    /** The user's newest durable message of their own; era 0 if there never was one. */
    public StreamEnd end() {
        return end;
    }

    public void appended(StreamEnd newest) {
        end = newest;
    }

    /** The newest durable position of the stream, the user's own or everyone's. */
    public Position reach() {
        return Positions.max(end.getPosition(), ours(broadcasts.end()));
    }

    /** Up to here history serves the stream. */
    public Position floor() {
        return Positions.max(state.getFloor().getPosition(), ours(broadcasts.floor()));
    }

    private Position ours(StreamEnd broadcast) {
        return Positions.isAfter(broadcast.getPosition(), state.getFirstSeen())
                ? broadcast.getPosition()
                : Positions.START;
    }

    public boolean isBehind(LiveConnection connection) {
        return Positions.isAfter(reach(), connection.sent());
    }

    public boolean isInFlight(Position position) {
        return byDevice.values().stream().anyMatch(connection -> connection.isInFlight(position));
    }

    public Collection<LiveConnection> connections() {
        return byDevice.values();
    }

    public @Nullable LiveConnection connectionOf(String device) {
        return byDevice.get(device);
    }

    public Set<String> connectedDevices() {
        return byDevice.keySet();
    }

    void add(LiveConnection connection) {
        byDevice.put(connection.state().getDevice(), connection);
    }

    void remove(String device) {
        byDevice.remove(device);
    }
}
