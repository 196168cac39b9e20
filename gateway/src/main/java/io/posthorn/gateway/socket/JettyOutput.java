// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import io.posthorn.gateway.limit.Limit;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/**
 * A socket's way out, and the callback of its own single write in flight: Jetty's queue never holds more than one frame of
 * ours, because Jetty does not bound it.
 *
 * <p>A superclass and not a part, as every connection would have one more object of it.
 */
abstract class JettyOutput implements Socket, Callback {

    final boolean binary;
    final SocketTerms terms;
    /** Set when the socket opens, before anyone has it to send. */
    private @Nullable CoreSession session;

    // Guarded by this.
    private @Nullable ArrayDeque<Frame> waiting;
    private int held;
    private int inFlight;
    /** Of the write in flight, in the lower half of the clock. */
    private int writingSince;

    private @Nullable CloseStatus closing;
    private boolean closeSent;

    JettyOutput(boolean binary, SocketTerms terms) {
        this.binary = binary;
        this.terms = terms;
    }

    final void openedBy(CoreSession opened) {
        session = opened;
    }

    final CoreSession session() {
        if (session == null) {
            throw new IllegalStateException("not yet open");
        }
        return session;
    }

    // ------------------------------------------------------------ frames

    @Override
    public final boolean send(byte[] message) {
        return offer(new Frame(binary ? OpCode.BINARY : OpCode.TEXT, true, ByteBuffer.wrap(message)));
    }

    @Override
    public final boolean ping() {
        return offer(new Frame(OpCode.PING));
    }

    final boolean offer(Frame frame) {
        int cost = Backlog.costOf(frame.getPayloadLength());
        synchronized (this) {
            if (isEnding()) {
                return true;
            }
            if (!terms.backlog().admit(held, cost)) {
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
            begin(cost);
        }
        session().sendFrame(frame, this, false);
        return true;
    }

    private void begin(int cost) {
        inFlight = cost;
        writingSince = terms.now();
    }

    /** The write in flight is done: the next one, or the close frame. */
    @Override
    public final void succeeded() {
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
                begin(Backlog.costOf(next.getPayloadLength()));
            }
        }
        if (next != null) {
            session().sendFrame(next, this, false);
        } else if (close != null) {
            session().close(close, Callback.NOOP);
        }
    }

    /** A failed write is a broken connection; Jetty ends by telling that it is closed. */
    @Override
    public final void failed(Throwable cause) {
        synchronized (this) {
            dropWaiting();
            release(inFlight);
            inFlight = 0;
            closeSent = true;
        }
        session().abort();
    }

    @Override
    public final InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    // ------------------------------------------------------------ the end

    @Override
    public final void close(int code, String reason, byte[] farewell) {
        Frame last = null;
        synchronized (this) {
            if (isEnding()) {
                return;
            }
            closing = new CloseStatus(code, reason);
            dropWaiting();
            if (farewell.length > 0) {
                last = new Frame(binary ? OpCode.BINARY : OpCode.TEXT, true, ByteBuffer.wrap(farewell));
                int cost = Backlog.costOf(farewell.length);
                terms.backlog().add(cost);
                held += cost;
                if (inFlight > 0) {
                    waiting = new ArrayDeque<>(1);
                    waiting.add(last);
                    return;
                }
                begin(cost);
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

    /** Nothing more is written. @return whether nobody had begun to close before */
    final synchronized boolean endOutput() {
        dropWaiting();
        closeSent = true;
        return closing == null;
    }

    /** Whether nothing is written any more but, perhaps, a farewell. */
    final synchronized boolean isEnding() {
        return closing != null || closeSent;
    }

    @Override
    public final void abort() {
        session().abort();
    }

    @Override
    public final boolean isOpen() {
        return session().isInputOpen() || session().isOutputOpen();
    }

    @Override
    public @Nullable Limit stalled(long now) {
        synchronized (this) {
            return inFlight > 0 && SocketTerms.isOver(now, writingSince, terms.writePatience())
                    ? Limit.WRITE_TIME
                    : null;
        }
    }

    private void dropWaiting() {
        if (waiting != null) {
            waiting.forEach(frame -> release(Backlog.costOf(frame.getPayloadLength())));
            waiting = null;
        }
    }

    private void release(int cost) {
        held -= cost;
        terms.backlog().release(cost);
    }
}
