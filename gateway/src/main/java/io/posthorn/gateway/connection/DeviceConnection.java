// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Acked;
import io.posthorn.contracts.v1.Attributes;
import io.posthorn.contracts.v1.AttributesChanged;
import io.posthorn.contracts.v1.ClientFrame;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Hello;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReadUpTo;
import io.posthorn.contracts.v1.Resumption;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.v1.Welcome;
import io.posthorn.contracts.wire.BadFrameException;
import io.posthorn.gateway.deadline.Phase;
import io.posthorn.gateway.event.Acknowledging;
import io.posthorn.gateway.frame.ErrorBudget;
import io.posthorn.gateway.frame.ServerFrames;
import io.posthorn.gateway.frame.StreamFrame;
import io.posthorn.gateway.stream.Acknowledgement;
import io.posthorn.gateway.stream.StreamState;
import io.posthorn.gateway.stream.Verdict;
import io.posthorn.gateway.token.Bearer;
import io.posthorn.gateway.token.TokenRenewal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One connection of one device: what it says, and what of its stream is written to it.
 *
 * <p>Frames of the device come on Jetty's threads, the stream on the reader's, deadlines on the sweep's, failures on the
 * producer's: every method takes the connection's own lock, under which nothing blocks. A hundred thousand of these must fit
 * into a gateway: no timers, no buffers, no collections while it is idle.
 */
public final class DeviceConnection extends ConnectionLife implements Acknowledging {

    private int window;
    private StreamState stream = StreamState.NOT_RESUMED;
    private Position acked = Positions.START;
    private boolean ackPending;
    private int writtenSinceAck;
    private @Nullable ErrorBudget errors;

    DeviceConnection(Connections connections, Surroundings around, String id, long incarnation, Arrival arrival) {
        super(connections, around, id, incarnation, arrival);
    }

    @Override
    DeviceConnection self() {
        return this;
    }

    // ------------------------------------------------------------ the device's frames

    @Override
    public void received(byte[] message) {
        try {
            received(protocol().decodeClientFrame(message));
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

    private synchronized void received(ClientFrame frame) {
        if (!phase().isLive()) {
            return;
        }
        if (phase() == Phase.AWAITING_HELLO && !frame.hasHello()) {
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
        if (phase() != Phase.AWAITING_HELLO) {
            fault("second-hello", "hello: this connection has said it already");
            return;
        }
        Connected connected = Greeting.connected(hello, userHash);
        window = connected.getWindow();
        introduce(hello.getDevice(), hello.getPings());
        publish(event().setConnected(connected.toBuilder().setAddress(takeRecorded())));
        send(ServerFrame.newBuilder()
                .setWelcome(Welcome.newBuilder()
                        .setConnection(id)
                        .setUser(user)
                        .setDevice(hello.getDevice())
                        .setHeartbeat((int) around.deadlines().heartbeat().toMillis())
                        .setWindow(window))
                .build());
    }

    private void read(String cursor) {
        Acknowledgement read = Acknowledgement.of("read", stream, Positions.START, userHash, cursor);
        if (read instanceof Acknowledgement.Refused refused) {
            fault(refused.code(), refused.message());
        } else if (read instanceof Acknowledgement.Taken taken) {
            publish(event().setRead(ReadUpTo.newBuilder().setUpTo(taken.upTo())));
        }
    }

    private void attributes(Attributes attributes) {
        publish(event().setAttributesChanged(AttributesChanged.newBuilder()
                .putAllSet(attributes.getSetMap())
                .addAllRemove(attributes.getRemoveList())
                .setClear(attributes.getClear())));
    }

    private synchronized void renewed(Bearer bearer) {
        if (bearer.user().equals(user)) {
            renew(bearer);
            requireValid();
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

    // ------------------------------------------------------------ acknowledgements

    private void ack(String cursor) {
        Acknowledgement ack = Acknowledgement.of("ack", stream, acked, userHash, cursor);
        if (ack instanceof Acknowledgement.Refused refused) {
            fault(refused.code(), refused.message());
        } else if (ack instanceof Acknowledgement.Taken taken) {
            acked = taken.upTo();
            if (writtenSinceAck * 2 >= window) {
                ackPending = true;
                publishPendingAck();
            } else if (!ackPending) {
                ackPending = true;
                around.log().acknowledgementPending(this);
            }
        }
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

    private void publishPendingAck() {
        ConnectionEvent latest = takeAcked();
        if (latest != null) {
            around.log().publish(latest, this::notPublished);
        }
    }

    @Override
    void beforeDisconnected() {
        publishPendingAck();
    }

    // ------------------------------------------------------------ the stream

    /** Whether a frame for the user with this hash is for this connection. */
    public boolean isOf(int hash) {
        if (hash != userHash) {
            around.metrics().foreign();
        }
        return hash == userHash;
    }

    /** @param prev the last durable position that delivery sent on this connection before this frame */
    public synchronized void write(StreamFrame frame, Position prev) {
        switch (judged(stream.judge(frame.position(), prev))) {
            case WRITE -> {
                if (send(frame.after(stream.lastOrStart(), userHash))) {
                    stream = stream.at(frame.position());
                    writtenSinceAck++;
                    mayAnswer();
                }
            }
            case HOLE -> end(Ending.HOLE);
            case REPEAT -> acknowledgeAgain(frame.position());
            case EARLY -> {}
        }
    }

    /** Who sends again what the device has acked does not know of the ack: it was lost. */
    private void acknowledgeAgain(Position repeated) {
        if (!ackPending && !Positions.isAfter(repeated, acked)) {
            ackPending = true;
            around.log().acknowledgementPending(this);
        }
    }

    public synchronized void resume(Resumption resumption) {
        if (phase() != Phase.AWAITING_HELLO && mayTell(stream.judgeResumed(resumption.getCursor()))) {
            enter(Phase.STREAMING);
            stream = stream.at(resumption.getCursor());
            send(ServerFrames.resumed(resumption, userHash));
        }
    }

    public synchronized void caughtUp(Position upTo) {
        if (mayTell(stream.judgeCaughtUp(upTo))) {
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

    private boolean mayTell(Verdict verdict) {
        Verdict now = judged(verdict);
        if (now == Verdict.HOLE) {
            end(Ending.HOLE);
        }
        return now == Verdict.WRITE;
    }

    /** A connection that is closing takes nothing more, like one that has not begun. */
    private Verdict judged(Verdict verdict) {
        Verdict now = phase().isLive() ? verdict : Verdict.EARLY;
        around.metrics().judged(now);
        return now;
    }
}
