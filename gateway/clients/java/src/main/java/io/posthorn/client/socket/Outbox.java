// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes to one WebSocket, which takes one frame at a time. Acknowledgements never queue: the newest stands for all. Any
 * thread may send; the close frame goes last.
 */
final class Outbox {

    private record Write(Supplier<CompletableFuture<?>> begin, CompletableFuture<Void> done) {}

    private final java.net.http.WebSocket socket;
    private final Runnable broken;
    private final Queue<Write> frames = new ArrayDeque<>();
    private @Nullable Write ack;
    private @Nullable Write close;
    private boolean writing;

    /** @param broken called when a write fails */
    Outbox(java.net.http.WebSocket socket, Runnable broken) {
        this.socket = socket;
        this.broken = broken;
    }

    CompletableFuture<Void> send(byte[] frame, boolean binary) {
        Write write = write(frame, binary);
        synchronized (this) {
            frames.add(write);
        }
        writeWhatWaits();
        return write.done();
    }

    /** Takes the place of an acknowledgement that is not written yet. */
    void sendAck(byte[] frame, boolean binary) {
        synchronized (this) {
            ack = write(frame, binary);
        }
        writeWhatWaits();
    }

    CompletableFuture<Void> close(int code, String reason) {
        Write write = new Write(() -> socket.sendClose(code, reason), new CompletableFuture<>());
        synchronized (this) {
            close = write;
        }
        writeWhatWaits();
        return write.done();
    }

    private Write write(byte[] frame, boolean binary) {
        return new Write(() -> begin(frame, binary), new CompletableFuture<>());
    }

    private CompletableFuture<?> begin(byte[] frame, boolean binary) {
        return binary
                ? socket.sendBinary(ByteBuffer.wrap(frame), true)
                : socket.sendText(new String(frame, StandardCharsets.UTF_8), true);
    }

    private void writeWhatWaits() {
        for (Write next = take(); next != null; next = take()) {
            Write write = next;
            CompletableFuture<?> begun = write.begin().get();
            if (!begun.isDone()) {
                begun.whenComplete((done, failure) -> {
                    written(write, failure);
                    writeWhatWaits();
                });
                return;
            }
            begun.whenComplete((done, failure) -> written(write, failure));
        }
    }

    private synchronized @Nullable Write take() {
        if (writing) {
            return null;
        }
        Write next = frames.poll();
        if (next == null) {
            next = ack;
            ack = null;
        }
        if (next == null) {
            next = close;
            close = null;
        }
        writing = next != null;
        return next;
    }

    private void written(Write write, @Nullable Throwable failure) {
        synchronized (this) {
            writing = false;
        }
        if (failure == null) {
            write.done().complete(null);
        } else {
            write.done().completeExceptionally(failure);
            broken.run();
        }
    }
}
