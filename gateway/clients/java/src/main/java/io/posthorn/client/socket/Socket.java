// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.socket;

import io.posthorn.client.reconnect.Closed;
import io.posthorn.client.reconnect.ClosedException;
import io.posthorn.client.stream.ConnectionFault;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket from its opening to its end. Its events come one at a time and in order; the next frame is read from the
 * network when the event of the last one has returned, so a slow receiver holds back its server and nothing piles up here.
 */
public final class Socket {

    /** What becomes of a socket. Nothing comes after {@link #ended}, and that comes once. */
    public interface Events {

        void opened();

        /**
         * @param binary else text
         * @param arrivedAt {@link System#nanoTime} when its last part came
         */
        void frame(byte[] frame, boolean binary, long arrivedAt);

        /** The socket is closed because of it; no frame comes any more. */
        void failed(ConnectionFault fault);

        /** @param code of the close frame, ours or the server's, or {@link Closed#BROKEN} */
        void ended(int code, String reason);
    }

    /**
     * @param maxFrameBytes of a frame of the server
     * @param probeAfter how long it may be quiet after a frame before it is asked whether it still is there
     */
    public record Limits(int maxFrameBytes, Duration probeAfter) {}

    private static final Duration FOR_THE_GREETING = Duration.ofSeconds(20);
    private static final Duration FOR_THE_CLOSE_FRAME = Duration.ofSeconds(3);
    private static final int NORMAL = 1000;

    private final Limits limits;
    private final Executor oneAtATime;
    private final Executor threads;
    private final Events events;
    private final Watch watch;

    private volatile @Nullable WebSocket webSocket;
    private volatile @Nullable Outbox outbox;
    private @Nullable Closed closing;
    private boolean ended;

    /**
     * @param oneAtATime runs all events of one client
     * @param threads for what must not run on the caller's thread
     */
    public Socket(Limits limits, Executor oneAtATime, Executor threads, Events events) {
        this.limits = limits;
        this.oneAtATime = oneAtATime;
        this.threads = threads;
        this.events = events;
        this.watch = new Watch(new Life(FOR_THE_GREETING, limits.probeAfter()), this::later, new AliveOrNot());
    }

    /** To be given to the JDK when the socket is opened. */
    public WebSocket.Listener listener() {
        return new Incoming();
    }

    public CompletableFuture<Void> send(byte[] frame, boolean binary) {
        Outbox open = outbox;
        return open == null
                ? CompletableFuture.failedFuture(new ClosedException(Closed.last(Closed.BROKEN, "not open")))
                : open.send(frame, binary);
    }

    /** Newer ones take the place of those that are not written yet. */
    public void sendAck(byte[] frame, boolean binary) {
        Outbox open = outbox;
        if (open != null) {
            open.sendAck(frame, binary);
        }
    }

    /** From now on the server must be heard this often. */
    public void expectTraffic(Duration atLeastEvery) {
        watch.allowSilence(atLeastEvery);
    }

    /** Ends when the server answers the close frame, or after some seconds without an answer. One task at a time. */
    public void close(int code, String reason) {
        if (closing != null || ended) {
            return;
        }
        closing = Closed.last(code, reason);
        Outbox open = outbox;
        if (open == null) {
            end(code, reason);
        } else {
            open.close(sendable(code), reason);
            later(FOR_THE_CLOSE_FRAME, this::abort);
        }
    }

    /** Without a close frame. One task at a time. */
    public void abort() {
        lose("aborted by this client");
    }

    private void lose(String why) {
        WebSocket open = webSocket;
        if (open != null) {
            open.abort();
        }
        end(Closed.BROKEN, why);
    }

    private void fail(ConnectionFault fault) {
        if (closing == null && !ended) {
            try {
                events.failed(fault);
            } finally {
                close(fault.kind().closeCode(), fault.kind().name().toLowerCase(Locale.ROOT));
            }
        }
    }

    /** For what a receiver finds wrong with a frame. */
    public void reject(ConnectionFault fault) {
        oneAtATime.execute(() -> fail(fault));
    }

    private void end(int code, String reason) {
        if (ended) {
            return;
        }
        ended = true;
        watch.end();
        Closed how = closing == null ? Closed.last(code, reason) : closing;
        events.ended(how.code(), how.reason());
    }

    private void later(Duration pause, Runnable task) {
        CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, threads)
                .execute(() -> oneAtATime.execute(task));
    }

    private final class AliveOrNot implements Watch.Watched {

        @Override
        public void ping() {
            WebSocket open = webSocket;
            if (open != null) {
                open.sendPing(ByteBuffer.allocate(0));
            }
        }

        @Override
        public void silent(Duration forAsLongAs) {
            lose("the server was silent for " + forAsLongAs);
        }
    }

    /** The JDK lets clients send only some of the codes. */
    private static int sendable(int code) {
        return code >= 3000 ? code : NORMAL;
    }

    /** The JDK's side: its calls never overlap. */
    private final class Incoming implements WebSocket.Listener {

        private final FrameAssembly assembly = new FrameAssembly(limits.maxFrameBytes());

        @Override
        public void onOpen(WebSocket opened) {
            watch.heard(System.nanoTime());
            oneAtATime.execute(() -> {
                if (ended) {
                    opened.abort();
                    return;
                }
                webSocket = opened;
                outbox = new Outbox(opened, () -> threads.execute(() -> oneAtATime.execute(Socket.this::abort)));
                events.opened();
                watch.begin();
                opened.request(1);
            });
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            long now = heard();
            try {
                take(from, assembly.append(part, last), false, now);
            } catch (ConnectionFault fault) {
                refuse(from, fault);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            long now = heard();
            try {
                take(from, assembly.append(part, last), true, now);
            } catch (ConnectionFault fault) {
                refuse(from, fault);
            }
            return null;
        }

        private void take(WebSocket from, byte @Nullable [] frame, boolean binary, long arrivedAt) {
            if (frame == null) {
                from.request(1);
                return;
            }
            oneAtATime.execute(() -> {
                if (closing == null && !ended) {
                    events.frame(frame, binary, arrivedAt);
                    watch.afterFrame();
                }
                from.request(1);
            });
        }

        private void refuse(WebSocket from, ConnectionFault fault) {
            reject(fault);
            from.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer payload) {
            heard();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
            heard();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            oneAtATime.execute(
                    () -> end(code, code == Closed.BROKEN ? "the server ended without a close frame" : reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            oneAtATime.execute(() -> end(Closed.BROKEN, String.valueOf(error.getMessage())));
        }

        private long heard() {
            long now = System.nanoTime();
            watch.heard(now);
            return now;
        }
    }
}
