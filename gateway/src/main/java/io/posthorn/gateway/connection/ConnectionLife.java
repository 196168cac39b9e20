// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.Disconnected;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.contracts.wire.Subprotocol;
import io.posthorn.gateway.deadline.ConnectionTimes;
import io.posthorn.gateway.deadline.Phase;
import io.posthorn.gateway.frame.ServerFrames;
import io.posthorn.gateway.limit.Limit;
import io.posthorn.gateway.limit.Rate;
import io.posthorn.gateway.socket.Socket;
import io.posthorn.gateway.socket.SocketListener;
import io.posthorn.gateway.token.Bearer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection from its handshake to its end: whose it is, what is due on it, and how it ends once.
 *
 * <p>A superclass and not a part, as every connection would have one more object of it.
 */
abstract class ConnectionLife implements SocketListener {

    private static final byte[] NO_FAREWELL = {};
    private static final long MICROS = 1_000;

    final Surroundings around;
    final String id;
    final String user;
    final int userHash;

    private final Connections connections;
    private final Subprotocol protocol;
    private final long incarnation;
    private final long address;

    private @Nullable Socket socket;
    /** Set by {@code hello}; only then has delivery heard of the connection. */
    private @Nullable String device;

    /** Held only until it is told. */
    private String recorded;

    private boolean pings;
    private Phase phase = Phase.AWAITING_HELLO;
    private long since;
    private volatile long heard;
    /** Until when the device's frames are paid for: all that is kept of its {@link Rate}. */
    private long framesPaidUntil;

    private long pinged;
    private String session;
    private long issuedAt;
    private long tokenEnds;
    private boolean askedForToken;

    ConnectionLife(Connections connections, Surroundings around, String id, long incarnation, Arrival arrival) {
        Bearer bearer = arrival.bearer();
        this.connections = connections;
        this.around = around;
        this.id = id;
        this.incarnation = incarnation;
        this.user = bearer.user();
        this.userHash = UserHash.of(bearer.user());
        this.protocol = arrival.protocol();
        this.address = arrival.address();
        this.recorded = arrival.recorded();
        this.since = around.clock().millis();
        this.heard = since;
        this.pinged = since;
        this.framesPaidUntil = since * MICROS;
        this.session = bearer.session();
        this.issuedAt = bearer.issuedAt().toEpochMilli();
        this.tokenEnds = endOf(bearer);
    }

    abstract DeviceConnection self();

    /** What must be in the log before {@code disconnected}. */
    abstract void beforeDisconnected();

    public final String id() {
        return id;
    }

    final long incarnation() {
        return incarnation;
    }

    public final String user() {
        return user;
    }

    /** What it counts for. */
    final long address() {
        return address;
    }

    /** Where the device connected from; empty where that is not to be told. */
    final String takeRecorded() {
        String told = recorded;
        recorded = "";
        return told;
    }

    /** Empty where its token names none. */
    public final synchronized String session() {
        return session;
    }

    /** When its token was issued or its session began, in milliseconds since the epoch. */
    public final synchronized long issuedAt() {
        return issuedAt;
    }

    /** The last sign of life from the device, in milliseconds on the monotonic clock. */
    public final long lastHeard() {
        return heard;
    }

    // ------------------------------------------------------------ the socket

    @Override
    public final void opened(Socket opened) {
        synchronized (this) {
            socket = opened;
        }
        connections.add(self());
        if (hasClosed()) {
            // Meanwhile, on another thread, perhaps before there was anything to remove.
            connections.remove(self());
        }
    }

    private synchronized boolean hasClosed() {
        return phase == Phase.CLOSED;
    }

    @Override
    public final void heard() {
        long now = around.clock().millis();
        heard = now;
        if (!mayTalk(now)) {
            exceeded(Limit.FRAMES, Ending.TOO_FAST);
        }
    }

    private synchronized boolean mayTalk(long now) {
        long paid = around.frames().take(framesPaidUntil, now * MICROS);
        if (paid == Rate.REFUSED) {
            return false;
        }
        framesPaidUntil = paid;
        return true;
    }

    /** What the device has been sent it may answer. */
    final void mayAnswer() {
        framesPaidUntil = around.frames().giveBack(framesPaidUntil);
    }

    @Override
    public final void receivedTooBig() {
        exceeded(Limit.FRAME_SIZE, Ending.TOO_BIG);
    }

    @Override
    public final void receivedTooMuch() {
        exceeded(Limit.INBOUND, Ending.STALLED);
    }

    @Override
    public final synchronized void closed(int code, boolean byPeer) {
        if (phase.isLive()) {
            DisconnectCause cause = Ending.withoutUs(code, byPeer);
            around.metrics().ended(byPeer ? "peer" : Integer.toString(code), cause);
            if (!byPeer && code == CloseCode.TOO_BIG.code()) {
                // Announced so large that the WebSocket layer would not even begin to read it.
                around.metrics().exceeded(Limit.FRAME_SIZE);
            }
            depart(cause);
        }
        enter(Phase.CLOSED);
        connections.remove(self());
    }

    /** @return false when the device is too slow for it; then the connection has ended */
    final synchronized boolean send(ServerFrame frame) {
        if (!phase.isLive()) {
            return false;
        }
        boolean taken = socket().send(protocol.encode(frame));
        if (!taken) {
            exceeded(Limit.BACKLOG, Ending.SLOW);
        }
        return taken;
    }

    private Socket socket() {
        if (socket == null) {
            throw new IllegalStateException("connection " + id + " has no socket yet");
        }
        return socket;
    }

    final Subprotocol protocol() {
        return protocol;
    }

    // ------------------------------------------------------------ phases and deadlines

    final Phase phase() {
        return phase;
    }

    final void enter(Phase next) {
        phase = next;
        since = around.clock().millis();
    }

    /** Phase and device go together: delivery has heard of whatever has a device. */
    final void introduce(String name, boolean wantsPings) {
        device = name;
        pings = wantsPings;
        enter(Phase.AWAITING_RESUMED);
    }

    final void renew(Bearer bearer) {
        session = bearer.session();
        issuedAt = bearer.issuedAt().toEpochMilli();
        tokenEnds = endOf(bearer);
        askedForToken = false;
    }

    /** Ends it if what it goes by has been revoked. */
    final synchronized void requireValid() {
        if (connections.validity().isVoid(user, session, issuedAt)) {
            end(Ending.SESSION_ENDED);
        }
    }

    /** Nothing can come from it any more, and yet nobody has told. */
    final synchronized boolean hasLostItsSocket() {
        return !socket().isOpen();
    }

    final synchronized void cut() {
        socket().abort();
    }

    /** Does what is due. */
    final synchronized void sweep(long now) {
        Limit stalled = phase.isLive() ? socket().stalled(now) : null;
        if (stalled != null) {
            exceeded(stalled, Ending.STALLED);
            return;
        }
        var times = new ConnectionTimes(phase, since, heard, pinged, tokenEnds, askedForToken);
        switch (times.due(now, around.deadlines())) {
            case NOTHING -> {}
            case PING -> {
                pinged = now;
                socket().ping();
                if (pings) {
                    send(ServerFrames.PING);
                }
            }
            case ASK_FOR_TOKEN -> {
                askedForToken = true;
                send(ServerFrames.authRequired(around.wallClock().instant().plusMillis(tokenEnds - now)));
            }
            case TOKEN_EXPIRED -> end(Ending.TOKEN_EXPIRED);
            case NO_HELLO -> exceeded(Limit.HELLO_TIME, Ending.NO_HELLO);
            case NOT_RESUMED -> end(Ending.NOT_RESUMED);
            case SILENT -> end(Ending.SILENT);
            case ABORT -> socket().abort();
        }
    }

    private long endOf(Bearer bearer) {
        Duration life = Duration.between(around.wallClock().instant(), bearer.expiresAt());
        return around.clock().millis() + life.toMillis();
    }

    // ------------------------------------------------------------ events and the end

    final ConnectionEvent.Builder event() {
        return ConnectionEvent.newBuilder()
                .setUser(user)
                .setDevice(device == null ? "" : device)
                .setConnection(id)
                .setGateway(around.gateway())
                .setIncarnation(incarnation);
    }

    final void publish(ConnectionEvent.Builder event) {
        around.log().publish(event.build(), this::notPublished);
    }

    public final void notPublished() {
        end(Ending.NOT_PUBLISHED);
    }

    /** Once: the first reason counts. */
    public final void end(Ending ending) {
        end(ending, around.reconnectAfter().getAsInt());
    }

    /** @param reconnectAfter told to the device where its ending says when to come back, in milliseconds */
    public final synchronized void end(Ending ending, int reconnectAfter) {
        if (!phase.isLive()) {
            return;
        }
        around.metrics().ended(Integer.toString(ending.code().code()), ending.cause());
        enter(Phase.CLOSING);
        depart(ending.cause());
        byte[] farewell = ending.saysWhenToComeBack()
                ? protocol.encode(ServerFrames.goAway(ending.code().reason(), reconnectAfter))
                : NO_FAREWELL;
        socket().close(ending.code().code(), ending.code().reason(), farewell);
    }

    /** Ends it for having gone beyond a limit. */
    final synchronized void exceeded(Limit limit, Ending ending) {
        if (phase.isLive()) {
            around.metrics().exceeded(limit);
            end(ending);
        }
    }

    private void depart(DisconnectCause cause) {
        if (device == null) {
            return;
        }
        beforeDisconnected();
        ConnectionEvent disconnected = event().setDisconnected(
                        Disconnected.newBuilder().setCause(cause))
                .build();
        // If this one is lost, frames that still come for the connection make it be said again.
        around.log().publish(disconnected, () -> {});
        connections.departed(disconnected);
    }
}
