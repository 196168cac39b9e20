// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import com.google.protobuf.UnsafeByteOperations;
import io.posthorn.contracts.wire.Limits;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.jspecify.annotations.Nullable;

/**
 * One socket. It is Jetty's handler of incoming frames and the callback of its own single write in flight, so that an idle
 * connection has one object of ours here and none of Jetty's session API.
 *
 * <p>Jetty's queue never holds more than one frame of ours: Jetty does not bound it.
 */
final class JettySocket implements Socket, FrameHandler, Callback {

    private final SocketListener listener;
    private final boolean binary;
    private final Backlog backlog;
    /** Set when the socket opens, before anyone has it to send. */
    private @Nullable CoreSession session;

    private @Nullable MessageAssembly assembly;

    // Guarded by this.
    private @Nullable ArrayDeque<Frame> waiting;
    private int held;
    private int inFlight;
    private @Nullable CloseStatus closing;
    private boolean closeSent;
    private boolean closedByPeer;

    JettySocket(SocketListener listener, boolean binary, Backlog backlog) {
        this.listener = listener;
        this.binary = binary;
        this.backlog = backlog;
    }

    // ------------------------------------------------------------ in

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        session = opened;
        callback.succeeded();
        listener.opened(this);
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        listener.heard();
        switch (frame.getOpCode()) {
            case OpCode.TEXT, OpCode.BINARY, OpCode.CONTINUATION -> onPart(frame, callback);
            case OpCode.PING -> {
                ByteBuffer payload = frame.hasPayload() ? BufferUtil.copy(frame.getPayload()) : BufferUtil.EMPTY_BUFFER;
                offer(new Frame(OpCode.PONG, true, payload));
                next(callback);
            }
            case OpCode.CLOSE -> {
                synchronized (this) {
                    closedByPeer = closing == null;
                    closeSent = true;
                    dropWaiting();
                }
                // Jetty answers it.
                callback.succeeded();
            }
            default -> next(callback);
        }
    }

    private void next(Callback callback) {
        callback.succeeded();
        session().demand();
    }

    private void onPart(Frame part, Callback callback) {
        boolean first = part.getOpCode() != OpCode.CONTINUATION;
        if (first && binary != (part.getOpCode() == OpCode.BINARY)) {
            listener.receivedWrongKind();
            next(callback);
            return;
        }
        ByteBuffer payload = part.hasPayload() ? part.getPayload() : BufferUtil.EMPTY_BUFFER;
        if (assembly == null && part.isFin() && payload.remaining() <= Limits.CLIENT_FRAME_BYTES) {
            onMessage(MessageAssembly.copy(payload), callback);
            return;
        }
        MessageAssembly message = assembly == null ? new MessageAssembly(Limits.CLIENT_FRAME_BYTES) : assembly;
        assembly = part.isFin() ? null : message;
        switch (message.add(payload, part.isFin())) {
            case INCOMPLETE -> next(callback);
            case COMPLETE -> onMessage(message.message(), callback);
            case TOO_BIG -> {
                listener.receivedTooBig();
                next(callback);
            }
        }
    }

    private void onMessage(byte[] message, Callback callback) {
        if (!binary && !UnsafeByteOperations.unsafeWrap(message).isValidUtf8()) {
            // Jetty closes with 1007.
            callback.failed(new BadPayloadException.InvalidUtf8());
            return;
        }
        listener.received(message);
        next(callback);
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        assembly = null;
        boolean byPeer;
        synchronized (this) {
            dropWaiting();
            closeSent = true;
            byPeer = closedByPeer;
        }
        listener.closed(status.getCode(), byPeer);
        callback.succeeded();
    }

    // ------------------------------------------------------------ out

    @Override
    public boolean send(byte[] message) {
        return offer(new Frame(binary ? OpCode.BINARY : OpCode.TEXT, true, ByteBuffer.wrap(message)));
    }

    @Override
    public boolean ping() {
        return offer(new Frame(OpCode.PING));
    }

    private boolean offer(Frame frame) {
        int cost = Backlog.costOf(frame.getPayloadLength());
        synchronized (this) {
            if (closing != null || closeSent) {
                return true;
            }
            if (!backlog.admit(held, cost)) {
                return false;
            }
            held += cost;
            if (inFlight > 0) {
                if (waiting == null) {
                    waiting = new ArrayDeque<>(4);
                }
                waiting.add(frame);
                return true;
            }
            inFlight = cost;
        }
        session().sendFrame(frame, this, false);
        return true;
    }

    @Override
    public void close(int code, String reason, byte[] farewell) {
        Frame last = null;
        synchronized (this) {
            if (closing != null || closeSent) {
                return;
            }
            closing = new CloseStatus(code, reason);
            dropWaiting();
            if (farewell.length > 0) {
                last = new Frame(binary ? OpCode.BINARY : OpCode.TEXT, true, ByteBuffer.wrap(farewell));
                int cost = Backlog.costOf(farewell.length);
                backlog.add(cost);
                held += cost;
                if (inFlight > 0) {
                    waiting = new ArrayDeque<>(1);
                    waiting.add(last);
                    return;
                }
                inFlight = cost;
            } else if (inFlight > 0) {
                return;
            } else {
                closeSent = true;
            }
        }
        if (last == null) {
            session().close(closing, Callback.NOOP);
        } else {
            session().sendFrame(last, this, false);
        }
    }

    /** The write in flight is done: the next one, or the close frame. */
    @Override
    public void succeeded() {
        Frame next;
        CloseStatus close = null;
        synchronized (this) {
            release(inFlight);
            inFlight = 0;
            next = waiting == null ? null : waiting.poll();
            if (next == null) {
                waiting = null;
                if (closing != null && !closeSent) {
                    closeSent = true;
                    close = closing;
                }
            } else {
                inFlight = Backlog.costOf(next.getPayloadLength());
            }
        }
        if (next != null) {
            session().sendFrame(next, this, false);
        } else if (close != null) {
            session().close(close, Callback.NOOP);
        }
    }

    /** A failed write is a broken connection; Jetty ends in {@link #onClosed}. */
    @Override
    public void failed(Throwable cause) {
        synchronized (this) {
            dropWaiting();
            release(inFlight);
            inFlight = 0;
            closeSent = true;
        }
        session().abort();
    }

    @Override
    public void abort() {
        session().abort();
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    private void dropWaiting() {
        if (waiting != null) {
            waiting.forEach(frame -> release(Backlog.costOf(frame.getPayloadLength())));
            waiting = null;
        }
    }

    private void release(int cost) {
        held -= cost;
        backlog.release(cost);
    }

    private CoreSession session() {
        if (session == null) {
            throw new IllegalStateException("not yet open");
        }
        return session;
    }
}
