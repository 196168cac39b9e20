// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.delivery.connection.Farewells;
import io.posthorn.delivery.connection.LiveConnection;
import io.posthorn.delivery.connection.LiveConnection.CatchingUp;
import io.posthorn.delivery.connection.LiveConnection.Opening;
import io.posthorn.delivery.connection.UserStream;
import io.posthorn.delivery.connection.UserStreams;
import io.posthorn.delivery.device.Devices;
import io.posthorn.delivery.hint.Hints;
import io.posthorn.delivery.lease.LeaseTable;
import io.posthorn.delivery.pending.Release;
import io.posthorn.delivery.state.ConnectionState;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.PendingEntry;
import java.time.Duration;

/**
 * Sends to connections what they have not been sent, in order, within their windows.
 *
 * <p>Everything here is a hint: a connection moves on only when the hint was taken, and the sweep repairs what was taken
 * and lost.
 */
final class Sender {

    private static final long REPLAY_DEADLINE = Duration.ofSeconds(10).toMillis();

    private final UserStreams streams;
    private final Hints hints;
    private final Frames frames;
    private final LeaseTable leases;
    private final Catalogue catalogue;
    private final Farewells farewells = new Farewells();

    Sender(UserStreams streams, Hints hints, LeaseTable leases, Catalogue catalogue) {
        this.streams = streams;
        this.hints = hints;
        this.frames = new Frames(hints);
        this.leases = leases;
        this.catalogue = catalogue;
    }

    boolean counts(LiveConnection connection) {
        ConnectionState state = connection.state();
        return leases.counts(state.getGateway(), state.getIncarnation(), state.getSince());
    }

    /** Goes on wherever the connection stands. */
    void proceed(UserStream user, LiveConnection connection, long now) {
        if (counts(connection)) {
            announce(user, connection);
            askHistory(user, connection, now);
            sendPending(user, connection, now);
        }
        if (!connection.flight().isEmpty() || !connection.isStreaming() || user.isBehind(connection)) {
            streams.leaveToSweep(connection);
        }
    }

    private void announce(UserStream user, LiveConnection connection) {
        if (connection.phase() instanceof Opening opening && frames.resumed(user, connection, opening.resumption())) {
            connection.announced();
        }
    }

    private void askHistory(UserStream user, LiveConnection connection, long now) {
        CatchingUp catching = connection.catchingUp();
        if (catching == null
                || catching.asked()
                || connection.flight().pageMessages() <= 0
                || connection.flight().pageBytes() <= 0) {
            return;
        }
        ConnectionState state = connection.state();
        boolean taken = hints.replay(ReplayRequest.newBuilder()
                .setUser(user.user())
                .setDevice(state.getDevice())
                .setConnection(state.getConnection())
                .setGateway(state.getGateway())
                .setIncarnation(state.getIncarnation())
                .setAfter(connection.sent())
                .setUpTo(catching.upTo())
                .setBroadcastsAfter(user.state().getFirstSeen())
                .setAcked(device(user, connection).getCursor())
                .setMaxMessages(connection.flight().pageMessages())
                .setMaxBytes(connection.flight().pageBytes())
                .setDeadline(now + REPLAY_DEADLINE)
                .setBreaks(catching.asks())
                .build());
        if (taken) {
            connection.asked(catching, now);
        }
    }

    private void sendPending(UserStream user, LiveConnection connection, long now) {
        if (!connection.isStreaming()) {
            return;
        }
        if (user.isBehind(connection)) {
            new Walk(catalogue, frames, streams, user, connection, now).go();
            askHistory(user, connection, now);
        }
        if (connection.isStreaming() && !connection.isCaughtUp() && !user.isBehind(connection)) {
            caughtUp(user, connection);
        }
    }

    /** And with it how far the user has read elsewhere. */
    void caughtUp(UserStream user, LiveConnection connection) {
        if (frames.caughtUp(user, connection)) {
            connection.caughtUp();
        }
        Position read = Devices.read(user.state());
        if (Positions.isAfter(read, device(user, connection).getRead())) {
            frames.read(user, connection, read);
        }
    }

    private static DeviceState device(UserStream user, LiveConnection connection) {
        return user.state().getDevicesOrDefault(connection.state().getDevice(), DeviceState.getDefaultInstance());
    }

    /** The sweep tells it again, since nothing shows that it has arrived. */
    void read(UserStream user, LiveConnection connection, Position upTo) {
        frames.read(user, connection, upTo);
        connection.tellAgain();
        streams.leaveToSweep(connection);
    }

    /**
     * The newest message, to a connection that has everything before it: no look into the store.
     *
     * @param before the end of the stream before it
     */
    void offer(UserStream user, LiveConnection connection, PendingEntry entry, Position before, long now) {
        if (isNext(connection, entry, before, now)) {
            frames.message(user, connection, entry.getMessage(), now);
        }
        streams.leaveToSweep(connection);
    }

    boolean isNext(LiveConnection connection, PendingEntry entry, Position before, long now) {
        return connection.isStreaming()
                && connection.isCaughtUp()
                && !Positions.isAfter(before, connection.sent())
                && counts(connection)
                && connection.flight().hasRoom(entry.getMessage().getSerializedSize())
                && (entry.getCritical() || !Release.isExpired(entry, now))
                && Positions.isAfter(entry.getMessage().getPosition(), connection.sent());
    }

    /** To who is connected, has nothing before it to wait for, and has room. Lost otherwise: it is of such a class. */
    boolean offerTransient(UserStream user, LiveConnection connection, Message message, long now) {
        boolean taken = connection.isStreaming()
                && !user.isBehind(connection)
                && connection.flight().hasRoom(message.getSerializedSize())
                && counts(connection)
                && frames.transientMessage(user, connection, message, now);
        if (taken) {
            streams.leaveToSweep(connection);
        }
        return taken;
    }

    /** @return how many connections it was sent to; all others get it when they have got what is before it */
    int broadcast(PendingEntry entry, boolean isTransient, long now) {
        Broadcasting broadcasting = new Broadcasting(hints, entry.getMessage(), isTransient, now);
        for (UserStream user : streams.connected()) {
            Position before = user.reach();
            for (LiveConnection connection : user.connections()) {
                if (isNext(connection, entry, before, now)) {
                    broadcasting.add(connection, Frames.recipient(user, connection));
                }
                streams.leaveToSweep(connection);
            }
        }
        return broadcasting.send();
    }

    void close(ConnectionState connection, CloseCode code, long now) {
        farewells.told(connection, code, now);
        frames.close(connection, code);
    }

    /** It tells again with whatever is heard of the connection next. */
    void closeUnknown(ConnectionState connection, CloseCode code) {
        frames.close(connection, code);
    }

    void disconnected(String connection) {
        farewells.disconnected(connection);
    }

    void closeAgain(long now) {
        farewells.open(now).forEach(farewell -> frames.close(farewell.connection(), farewell.code()));
    }
}
