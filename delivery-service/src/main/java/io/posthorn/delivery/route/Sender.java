// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.CaughtUpTo;
import io.posthorn.contracts.v1.CloseOrder;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.delivery.connection.Farewells;
import io.posthorn.delivery.connection.LiveConnection;
import io.posthorn.delivery.connection.LiveConnection.CatchingUp;
import io.posthorn.delivery.connection.LiveConnection.Opening;
import io.posthorn.delivery.connection.UserStream;
import io.posthorn.delivery.connection.UserStreams;
import io.posthorn.delivery.hint.Hints;
import io.posthorn.delivery.lease.LeaseTable;
import io.posthorn.delivery.pending.Pending;
import io.posthorn.delivery.pending.Release;
import io.posthorn.delivery.state.ConnectionState;
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

    private final Pending pending;
    private final UserStreams streams;
    private final Hints hints;
    private final LeaseTable leases;
    private final SkipReceipts skipReceipts;
    private final Farewells farewells = new Farewells();

    Sender(Pending pending, UserStreams streams, Hints hints, LeaseTable leases, SkipReceipts skipReceipts) {
        this.pending = pending;
        this.streams = streams;
        this.hints = hints;
        this.leases = leases;
        this.skipReceipts = skipReceipts;
    }

    boolean counts(LiveConnection connection) {
        ConnectionState state = connection.state();
        return leases.counts(state.getGateway(), state.getIncarnation(), state.getSince());
    }

    /** Goes on wherever the connection stands. */
    void proceed(UserStream user, LiveConnection connection, long now) {
        if (counts(connection)) {
            announce(user, connection, now);
            askHistory(user, connection, now);
            sendPending(user, connection, now);
        }
        if (!connection.flight().isEmpty() || !connection.isStreaming() || user.isBehind(connection)) {
            streams.leaveToSweep(connection);
        }
    }

    private void announce(UserStream user, LiveConnection connection, long now) {
        if (connection.phase() instanceof Opening opening
                && deliver(user, connection, Delivery.newBuilder().setResumed(opening.resumption()))) {
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
            new Run(user, connection, now).go();
        }
        if (connection.isStreaming() && !connection.isCaughtUp() && !user.isBehind(connection)) {
            caughtUp(user, connection);
        }
    }

    void caughtUp(UserStream user, LiveConnection connection) {
        var upTo = CaughtUpTo.newBuilder().setPosition(connection.sent());
        if (deliver(user, connection, Delivery.newBuilder().setCaughtUp(upTo))) {
            connection.caughtUp();
        }
    }

    /** The newest message, to a connection that has everything before it: no look into the store. */
    void offer(UserStream user, LiveConnection connection, PendingEntry entry, long now) {
        boolean next = connection.isStreaming()
                && connection.isCaughtUp()
                && Positions.same(
                        Positions.max(connection.sent(), entry.getMessage().getPrevOwn()), connection.sent());
        if (next
                && counts(connection)
                && connection.flight().hasRoom(entry.getMessage().getSerializedSize())
                && (entry.getCritical() || !Release.isExpired(entry, now))
                && Positions.isAfter(entry.getMessage().getPosition(), connection.sent())) {
            message(user, connection, entry.getMessage(), now);
        }
        streams.leaveToSweep(connection);
    }

    /** To who is connected, has nothing before it to wait for, and has room. Lost otherwise: it is of such a class. */
    boolean offerTransient(UserStream user, LiveConnection connection, Message message, long now) {
        int size = message.getSerializedSize();
        boolean taken = connection.isStreaming()
                && !user.isBehind(connection)
                && connection.flight().hasRoom(size)
                && counts(connection)
                && deliver(
                        user,
                        connection,
                        Delivery.newBuilder()
                                .setPosition(message.getPosition())
                                .setTransient(true)
                                .setMessage(message.getNotification()));
        if (taken) {
            connection.transientSent(message.getPosition(), size, now);
            streams.leaveToSweep(connection);
        }
        return taken;
    }

    void read(UserStream user, LiveConnection connection, Position upTo) {
        deliver(user, connection, Delivery.newBuilder().setRead(upTo));
    }

    void close(LiveConnection connection, CloseCode code, long now) {
        farewells.told(connection.state(), code, now);
        close(connection.state(), code);
    }

    void disconnected(String connection) {
        farewells.disconnected(connection);
    }

    void closeAgain(long now) {
        farewells.open(now).forEach(farewell -> close(farewell.connection(), farewell.code()));
    }

    private void close(ConnectionState state, CloseCode code) {
        hints.deliver(
                state.getGateway(),
                state.getConnection(),
                Delivery.newBuilder()
                        .addRecipients(Recipient.newBuilder()
                                .setConnection(state.getConnection())
                                .setUserHash(UserHash.of(state.getUser()))
                                .setUser(state.getUser()))
                        .setClose(CloseOrder.newBuilder().setCode(code.code()))
                        .build());
    }

    private boolean message(UserStream user, LiveConnection connection, Message message, long now) {
        boolean taken = deliver(
                user,
                connection,
                Delivery.newBuilder().setPosition(message.getPosition()).setMessage(message.getNotification()));
        if (taken) {
            connection.messageSent(message.getPosition(), message.getSerializedSize(), now);
        }
        return taken;
    }

    private boolean deliver(UserStream user, LiveConnection connection, Delivery.Builder delivery) {
        ConnectionState state = connection.state();
        delivery.addRecipients(Recipient.newBuilder()
                .setConnection(state.getConnection())
                .setUserHash(user.hash())
                .setUser(user.user())
                .setPrev(connection.sent()));
        return hints.deliver(state.getGateway(), state.getConnection(), delivery.build());
    }

    /** One walk through what is pending for one connection. */
    private final class Run {

        private final UserStream user;
        private final LiveConnection connection;
        private final long now;
        private final SkipDigest skips = new SkipDigest();

        Run(UserStream user, LiveConnection connection, long now) {
            this.user = user;
            this.connection = connection;
            this.now = now;
        }

        void go() {
            boolean[] stopped = new boolean[1];
            pending.forEachAfter(user.user(), connection.sent(), entry -> {
                boolean more = step(entry);
                stopped[0] = !more;
                return more;
            });
            boolean flushed = flush();
            if (flushed && !stopped[0] && user.isBehind(connection)) {
                toHistory(user.end().getPosition());
            }
        }

        private boolean step(PendingEntry entry) {
            Message message = entry.getMessage();
            boolean room = connection.flight().hasRoom(message.getSerializedSize());
            boolean again = connection.hasBeenSent(message.getPosition());
            switch (NextStep.of(entry, skips.upTo(connection.sent()), again, room, now)) {
                case SKIP -> {
                    skips.add(message);
                    return true;
                }
                case SEND -> {
                    return flush() && message(user, connection, message, now);
                }
                case ASK_HISTORY -> {
                    if (flush()) {
                        toHistory(message.getPrevOwn());
                    }
                    return false;
                }
                case WAIT -> {
                    return false;
                }
            }
            throw new AssertionError();
        }

        private void toHistory(Position upTo) {
            connection.catchUp(upTo);
            askHistory(user, connection, now);
        }

        private boolean flush() {
            if (skips.isEmpty()) {
                return true;
            }
            Position upTo = skips.upTo(connection.sent());
            boolean taken = deliver(
                    user, connection, Delivery.newBuilder().setPosition(upTo).setSkip(skips.toSkipped()));
            if (taken) {
                connection.skipSent(upTo, now);
                skips.messages().forEach(message -> skipReceipts.expired(message, connection.state(), now));
                skips.clear();
            }
            return taken;
        }
    }
}
