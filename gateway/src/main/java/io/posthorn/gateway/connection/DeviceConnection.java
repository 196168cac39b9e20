// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Acked;
import io.posthorn.contracts.v1.Attributes;
import io.posthorn.contracts.v1.AttributesChanged;
import io.posthorn.contracts.v1.ClientFrame;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.Disconnected;
import io.posthorn.contracts.v1.Hello;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReadUpTo;
import io.posthorn.contracts.v1.Resumption;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.v1.Welcome;
import io.posthorn.contracts.wire.BadFrameException;
import io.posthorn.contracts.wire.Subprotocol;
import io.posthorn.gateway.deadline.ConnectionTimes;
import io.posthorn.gateway.deadline.Phase;
import io.posthorn.gateway.event.Acknowledging;
import io.posthorn.gateway.frame.ErrorBudget;
import io.posthorn.gateway.frame.ServerFrames;
import io.posthorn.gateway.frame.StreamFrame;
import io.posthorn.gateway.socket.Socket;
import io.posthorn.gateway.socket.SocketListener;
import io.posthorn.gateway.stream.Acknowledgement;
import io.posthorn.gateway.stream.StreamState;
import io.posthorn.gateway.stream.Verdict;
import io.posthorn.gateway.token.Bearer;
import io.posthorn.gateway.token.TokenRenewal.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection of one device: all that the gateway keeps of it.
 *
 * <p>Frames of the device come on Jetty's threads, the stream on the reader's, deadlines on the sweep's, failures on the
 * producer's: every method takes the connection's own lock, under which nothing blocks. A million of these must fit into a
 * machine: no timers, no buffers, no collections while it is idle.
 */
public final class DeviceConnection implements SocketListener, Acknowledging {

    private static final byte[] NO_FAREWELL = {};

    private final Connections connections;
    private final Surroundings around;
    private final Subprotocol protocol;
    private final String id;
    private final long incarnation;
    private final String user;
    private final int userHash;

    private @Nullable Socket socket;
    /** Set by `hello`; only then has delivery heard of the connection. */
    private @Nullable String device;

    private int window;
    private boolean pings;

    private Phase phase = Phase.AWAITING_HELLO;
    private long since;
    private volatile long heard;
    private long pinged;
    private long tokenEnds;
    private boolean askedForToken;

    private StreamState stream = StreamState.NOT_RESUMED;
    private Position acked = Positions.START;
    private boolean ackPending;
    private int writtenSinceAck;
    private @Nullable ErrorBudget errors;

    DeviceConnection(
            Connections connections,
            Surroundings around,
            String id,
            long incarnation,
            Bearer bearer,
            Subprotocol protocol) {
        this.connections = connections;
        this.around = around;
        this.id = id;
        this.incarnation = incarnation;
        this.user = bearer.user();
        this.userHash = UserHash.of(bearer.user());
        this.protocol = protocol;
        this.since = around.clock().millis();
        this.heard = since;
        this.pinged = since;
        this.tokenEnds = monotonic(bearer);
    }

    String id() {
        return id;
    }

    long incarnation() {
        return incarnation;
    }

    /** Whether a frame for the user with this hash is for this connection. */
    public boolean isOf(int hash) {
        if (hash != userHash) {
            around.metrics().foreign();
        }
        return hash == userHash;
    }

    // ------------------------------------------------------------ the socket

    @Override
    public void opened(Socket opened) {
        synchronized (this) {
            socket = opened;
        }
        connections.add(this);
    }

    @Override
    public void heard() {
        heard = around.clock().millis();
    }

    @Override
    public void received(byte[] message) {
        try {
            received(protocol.decodeClientFrame(message));
        } catch (BadFrameException bad) {
            if (bad.isFrame()) {
                fault(bad.code(), bad.getMessage());
            } else {
                end(Ending.BAD_FRAMES);
            }
        }
    }

    @Override
    public void receivedWrongKind() {
        end(Ending.BAD_FRAMES);
    }

    @Override
    public void receivedTooBig() {
        end(Ending.TOO_BIG);
    }

    @Override
    public synchronized void closed(int code, boolean byPeer) {
        if (phase.isLive()) {
            DisconnectCause cause = Ending.withoutUs(code, byPeer);
            around.metrics().ended(byPeer ? "peer" : Integer.toString(code), cause);
            depart(cause);
        }
        enter(Phase.CLOSED);
        connections.remove(this);
    }

    // ------------------------------------------------------------ the device's frames

    private synchronized void received(ClientFrame frame) {
        if (!phase.isLive()) {
            return;
        }
        if (phase == Phase.AWAITING_HELLO && !frame.hasHello()) {
            end(Ending.NO_HELLO);
            return;
        }
        switch (frame.getFrameCase()) {
            case HELLO -> hello(frame.getHello());
            case ACK -> ack(frame.getAck().getCursor());
            case READ -> read(frame.getRead().getCursor());
            case AUTH -> around.tokens().check(frame.getAuth().getToken(), this::renewed, this::notRenewed);
            case ATTRIBUTES -> attributes(frame.getAttributes());
            case PING -> send(ServerFrames.PONG);
            case PONG, FRAME_NOT_SET -> {}
        }
    }

    private void hello(Hello hello) {
        if (device != null) {
            fault("second-hello", "hello: this connection has said it already");
            return;
        }
        Connected connected = Greeting.connected(hello, userHash);
        device = hello.getDevice();
        window = connected.getWindow();
        pings = hello.getPings();
        enter(Phase.AWAITING_RESUMED);
        publish(event().setConnected(connected));
        send(ServerFrame.newBuilder()
                .setWelcome(Welcome.newBuilder()
                        .setConnection(id)
                        .setUser(user)
                        .setDevice(device)
                        .setHeartbeat((int) around.deadlines().heartbeat().toMillis())
                        .setWindow(window))
                .build());
    }

    private void ack(String cursor) {
        Acknowledgement ack = Acknowledgement.of(stream, acked, userHash, cursor);
        if (ack instanceof Acknowledgement.Refused refused) {
            fault(refused.code(), refused.message());
        } else if (ack instanceof Acknowledgement.Taken taken) {
            acked = taken.upTo();
            if (writtenSinceAck * 2 >= window) {
                publishAck();
            } else if (!ackPending) {
                ackPending = true;
                around.log().acknowledgementPending(this);
            }
        }
    }

    private void read(String cursor) {
        Cursor.decodeFor(userHash, cursor)
                .ifPresentOrElse(
                        upTo -> publish(event().setRead(ReadUpTo.newBuilder().setUpTo(upTo))),
                        () -> fault("bad-cursor", "read: not a cursor of this user's stream"));
    }

    private void attributes(Attributes attributes) {
        publish(event().setAttributesChanged(AttributesChanged.newBuilder()
                .putAllSet(attributes.getSetMap())
                .addAllRemove(attributes.getRemoveList())
                .setClear(attributes.getClear())));
    }

    private synchronized void renewed(Bearer bearer) {
        if (bearer.user().equals(user)) {
            tokenEnds = monotonic(bearer);
            askedForToken = false;
        } else {
            end(Ending.OTHER_USER);
        }
    }

    private void notRenewed(Refusal refusal) {
        if (refusal.temporary()) {
            send(ServerFrames.error(refusal.code(), refusal.message(), true));
        } else {
            fault(refusal.code(), refusal.message());
        }
    }

    private synchronized void fault(String code, String message) {
        around.metrics().clientError();
        if (errors == null) {
            errors = new ErrorBudget();
        }
        send(ServerFrames.error(code, message, false));
        if (errors.spend(around.clock().millis())) {
            end(Ending.BAD_FRAMES);
        }
    }

    // ------------------------------------------------------------ the stream

    /** @param prev the last durable position that delivery sent on this connection before this frame */
    public synchronized void write(StreamFrame frame, Position prev) {
        switch (judged(stream.judge(frame.position(), prev))) {
            case WRITE -> {
                if (send(frame.after(stream.lastOrStart(), userHash))) {
                    stream = stream.at(frame.position());
                    writtenSinceAck++;
                }
            }
            case HOLE -> end(Ending.HOLE);
            case EARLY, REPEAT -> {}
        }
    }

    public synchronized void resume(Resumption resumption) {
        if (phase != Phase.AWAITING_HELLO && judged(stream.judgeResumed()) == Verdict.WRITE) {
            enter(Phase.STREAMING);
            stream = stream.at(resumption.getCursor());
            send(ServerFrames.resumed(resumption, userHash));
        }
    }

    public synchronized void caughtUp(Position upTo) {
        if (judged(stream.judgeCaughtUp()) == Verdict.WRITE) {
            stream = stream.withCaughtUp();
            send(ServerFrames.caughtUp(ServerFrames.cursor(upTo, userHash)));
        }
    }

    /** Another device of the user has shown all up to here. */
    public synchronized void readElsewhere(Position upTo) {
        if (judged(stream.judgeRead(upTo)) == Verdict.WRITE) {
            stream = stream.withRead(upTo);
            send(ServerFrames.read(ServerFrames.cursor(upTo, userHash)));
        }
    }

    /** A connection that is closing takes nothing more, like one that has not begun. */
    private Verdict judged(Verdict verdict) {
        Verdict now = phase.isLive() ? verdict : Verdict.EARLY;
        around.metrics().judged(now);
        return now;
    }

    // ------------------------------------------------------------ time

    /** Does what is due. */
    synchronized void sweep(long now) {
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
            case NO_HELLO -> end(Ending.NO_HELLO);
            case NOT_RESUMED -> end(Ending.NOT_RESUMED);
            case SILENT -> end(Ending.SILENT);
            case ABORT -> socket().abort();
        }
    }

    private long monotonic(Bearer bearer) {
        return around.clock().millis()
                + Duration.between(around.wallClock().instant(), bearer.expiresAt())
                        .toMillis();
    }

    private void enter(Phase next) {
        phase = next;
        since = around.clock().millis();
    }

    // ------------------------------------------------------------ events and the end

    private ConnectionEvent.Builder event() {
        return ConnectionEvent.newBuilder()
                .setUser(user)
                .setDevice(device == null ? "" : device)
                .setConnection(id)
                .setGateway(around.gateway())
                .setIncarnation(incarnation);
    }

    private void publish(ConnectionEvent.Builder event) {
        around.log().publish(event.build(), this::notPublished);
    }

    @Override
    public synchronized @Nullable ConnectionEvent takeAcked() {
        if (!ackPending) {
            return null;
        }
        ackPending = false;
        writtenSinceAck = 0;
        return event().setAcked(Acked.newBuilder().setUpTo(acked)).build();
    }

    private void publishAck() {
        ackPending = true;
        ConnectionEvent latest = takeAcked();
        if (latest != null) {
            around.log().publish(latest, this::notPublished);
        }
    }

    @Override
    public void notPublished() {
        end(Ending.NOT_PUBLISHED);
    }

    /** Once: the first reason counts. */
    public synchronized void end(Ending ending) {
        if (!phase.isLive()) {
            return;
        }
        around.metrics().ended(Integer.toString(ending.code().code()), ending.cause());
        enter(Phase.CLOSING);
        depart(ending.cause());
        byte[] farewell = ending.saysWhenToComeBack()
                ? protocol.encode(ServerFrames.goAway(
                        ending.code().reason(), around.reconnectAfter().getAsInt()))
                : NO_FAREWELL;
        socket().close(ending.code().code(), ending.code().reason(), farewell);
    }

    private void depart(DisconnectCause cause) {
        if (device == null) {
            return;
        }
        if (ackPending) {
            publishAck();
        }
        ConnectionEvent disconnected = event().setDisconnected(
                        Disconnected.newBuilder().setCause(cause))
                .build();
        // If this one is lost, frames that still come for the connection make it be said again.
        around.log().publish(disconnected, () -> {});
        connections.departed(disconnected);
    }

    /** @return false when the device is too slow for it; then the connection has ended */
    private synchronized boolean send(ServerFrame frame) {
        if (!phase.isLive()) {
            return false;
        }
        boolean taken = socket().send(protocol.encode(frame));
        if (!taken) {
            end(Ending.SLOW);
        }
        return taken;
    }

    private Socket socket() {
        if (socket == null) {
            throw new IllegalStateException("connection " + id + " has no socket yet");
        }
        return socket;
    }
}
