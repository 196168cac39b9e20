// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client;

import io.posthorn.client.socket.Socket;
import io.posthorn.client.stream.Acks;
import io.posthorn.client.stream.Bookmark;
import io.posthorn.client.stream.ConnectionFault;
import io.posthorn.client.stream.ConnectionPhase;
import io.posthorn.contracts.v1.Ack;
import io.posthorn.contracts.v1.ClientFrame;
import io.posthorn.contracts.v1.GoAway;
import io.posthorn.contracts.v1.Pong;
import io.posthorn.contracts.v1.Resumed;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.v1.Welcome;
import io.posthorn.contracts.wire.BadFrameException;
import io.posthorn.contracts.wire.Subprotocol;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** One connection: says hello, checks and passes on what comes, answers. Used by one thread at a time. */
final class Conversation implements Socket.Events {

    /** What the client has to know of a connection. */
    interface Course {

        void opened();

        void resumed(Resumed resumed);

        void authRequired();

        void ended(Conversation conversation, int code, String reason);
    }

    private static final int SILENT_HEARTBEATS = 2;

    private final Options options;
    private final Subprotocol subprotocol;
    private final DeviceListener listener;
    private final Bookmark bookmark;
    private final Course course;
    private final Socket socket;
    private final Acks acks;
    private ConnectionPhase phase = ConnectionPhase.first();
    private Optional<Duration> reconnectAfter = Optional.empty();
    private Optional<Long> openedAt = Optional.empty();

    Conversation(Options options, Bookmark bookmark, Executor oneAtATime, Executor threads, Course course) {
        this.options = options;
        this.subprotocol = options.endpoint().subprotocol();
        this.listener = options.listener();
        this.bookmark = bookmark;
        this.course = course;
        this.socket = new Socket(options.limits(), oneAtATime, threads, this);
        Duration within = options.acks().within();
        Executor later = CompletableFuture.delayedExecutor(within.toNanos(), TimeUnit.NANOSECONDS, threads);
        this.acks = new Acks(
                options.acks(), bookmark, this::sendAck, () -> later.execute(() -> oneAtATime.execute(this::flush)));
    }

    private void flush() {
        acks.flush();
    }

    Socket socket() {
        return socket;
    }

    CompletableFuture<Void> send(ClientFrame frame) {
        return socket.send(subprotocol.encode(frame), subprotocol.binary());
    }

    private void sendAck(String cursor) {
        ClientFrame ack = ClientFrame.newBuilder()
                .setAck(Ack.newBuilder().setCursor(cursor))
                .build();
        socket.sendAck(subprotocol.encode(ack), subprotocol.binary());
    }

    void acknowledge(String cursor) {
        acks.acknowledge(cursor);
    }

    void close(int code, String reason) {
        acks.flush();
        socket.close(code, reason);
    }

    /** When the server asked for it. */
    Optional<Duration> reconnectAfter() {
        return reconnectAfter;
    }

    boolean livedFor(Duration time) {
        return openedAt.isPresent() && System.nanoTime() - openedAt.get() >= time.toNanos();
    }

    @Override
    public void opened() {
        openedAt = Optional.of(System.nanoTime());
        course.opened();
        if (options.hello() != null) {
            var hello = options.hello().toBuilder();
            bookmark.resume().ifPresent(hello::setResume);
            send(ClientFrame.newBuilder().setHello(hello).build());
        }
    }

    @Override
    public void frame(byte[] bytes, boolean binary, long arrivedAt) {
        try {
            ServerFrame frame = decode(bytes, binary);
            phase = phase.after(frame);
            take(frame, arrivedAt);
        } catch (ConnectionFault fault) {
            socket.reject(fault);
        } catch (RuntimeException | Error e) {
            socket.reject(ConnectionFault.listener(e));
        }
    }

    private ServerFrame decode(byte[] bytes, boolean binary) throws ConnectionFault {
        if (binary != subprotocol.binary()) {
            throw unreadable("a " + (binary ? "binary" : "text") + " frame does not belong into " + subprotocol.id());
        }
        try {
            return subprotocol.decodeServerFrame(bytes);
        } catch (BadFrameException e) {
            throw unreadable(e.getMessage());
        }
    }

    private static ConnectionFault unreadable(String why) {
        return new ConnectionFault(ConnectionFault.Kind.UNREADABLE_FRAME, "A frame cannot be read: " + why);
    }

    private void take(ServerFrame frame, long arrivedAt) {
        switch (frame.getFrameCase()) {
            case WELCOME -> take(frame.getWelcome());
            case RESUMED -> take(frame.getResumed());
            case MESSAGE -> {
                listener.onMessage(frame.getMessage(), arrivedAt);
                acks.taken(frame.getMessage().getCursor());
            }
            case SKIP -> {
                listener.onSkip(frame.getSkip());
                acks.taken(frame.getSkip().getCursor());
            }
            case CAUGHT_UP -> listener.onCaughtUp(frame.getCaughtUp());
            case READ -> listener.onRead(frame.getRead());
            case AUTH_REQUIRED -> {
                course.authRequired();
                listener.onAuthRequired(frame.getAuthRequired());
            }
            case GO_AWAY -> take(frame.getGoAway());
            case ERROR -> listener.onError(frame.getError());
            case PING ->
                send(ClientFrame.newBuilder().setPong(Pong.getDefaultInstance()).build());
            case PONG -> listener.onPong(frame.getPong());
            case FRAME_NOT_SET -> {
                // of a later version of the protocol
            }
        }
    }

    private void take(Welcome welcome) {
        if (welcome.getHeartbeat() > 0) {
            socket.expectTraffic(Duration.ofMillis((long) SILENT_HEARTBEATS * welcome.getHeartbeat()));
        }
        listener.onWelcome(welcome);
    }

    private void take(Resumed resumed) {
        bookmark.continuesAt(resumed.getCursor());
        listener.onResumed(resumed);
        course.resumed(resumed);
    }

    private void take(GoAway goAway) {
        reconnectAfter = Optional.of(Duration.ofMillis(goAway.getReconnectAfter()));
        listener.onGoAway(goAway);
    }

    @Override
    public void failed(ConnectionFault fault) {
        listener.onFault(fault);
    }

    @Override
    public void ended(int code, String reason) {
        course.ended(this, code, reason);
    }
}
