// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import com.google.protobuf.UnsafeByteOperations;
import io.posthorn.gateway.limit.Limit;
import java.nio.ByteBuffer;
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
 * One socket. It is Jetty's handler of incoming frames as well, so that an idle connection has one object of ours here and
 * none of Jetty's session API.
 */
final class JettySocket extends JettyOutput implements FrameHandler {

    private final SocketListener listener;
    /** Set by the reading thread alone; whoever sees the end drops it. */
    private volatile @Nullable MessageAssembly assembly;

    private volatile boolean closedByPeer;

    JettySocket(SocketListener listener, boolean binary, SocketTerms terms) {
        super(binary, terms);
        this.listener = listener;
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        openedBy(opened);
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
                closedByPeer = endOutput();
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
        ByteBuffer payload = part.hasPayload() ? part.getPayload() : BufferUtil.EMPTY_BUFFER;
        MessageAssembly begun = assembly;
        if (isEnding()) {
            dropAssembly();
            next(callback);
        } else if (first && binary != (part.getOpCode() == OpCode.BINARY)) {
            listener.receivedWrongKind();
            next(callback);
        } else if (begun == null && part.isFin() && payload.remaining() <= terms.frameBytes()) {
            onMessage(MessageAssembly.copy(payload), callback);
        } else {
            assemble(begun == null ? beginMessage() : begun, payload, part.isFin(), callback);
        }
    }

    private MessageAssembly beginMessage() {
        var begun = new MessageAssembly(terms.frameBytes(), terms.inbound(), terms.now());
        assembly = begun;
        return begun;
    }

    private void assemble(MessageAssembly message, ByteBuffer payload, boolean last, Callback callback) {
        switch (message.add(payload, last)) {
            case INCOMPLETE -> {
                if (isEnding()) {
                    // Another thread has seen the end meanwhile, perhaps before there was anything to drop.
                    dropAssembly();
                }
                next(callback);
            }
            case COMPLETE -> {
                byte[] whole = message.message();
                dropAssembly();
                onMessage(whole, callback);
            }
            case TOO_BIG -> {
                dropAssembly();
                listener.receivedTooBig();
                next(callback);
            }
            case NO_ROOM -> {
                dropAssembly();
                listener.receivedTooMuch();
                next(callback);
            }
        }
    }

    private void dropAssembly() {
        MessageAssembly dropped = assembly;
        if (dropped != null) {
            assembly = null;
            dropped.release();
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
        endOutput();
        dropAssembly();
        listener.closed(status.getCode(), closedByPeer);
        callback.succeeded();
    }

    @Override
    public @Nullable Limit stalled(long now) {
        MessageAssembly begun = assembly;
        return begun != null && SocketTerms.isOver(now, begun.since(), terms.messagePatience())
                ? Limit.MESSAGE_TIME
                : super.stalled(now);
    }
}
