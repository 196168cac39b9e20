// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.wire.BadFrameException;
import io.posthorn.contracts.wire.Subprotocol;
import io.posthorn.gateway.limit.Limit;
import io.posthorn.gateway.socket.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes into a list. */
final class RecordingSocket implements Socket {

    final List<ServerFrame> frames = new ArrayList<>();
    int pings;
    int closeCode;
    boolean aborted;
    boolean full;
    boolean open = true;

    @Nullable
    Limit stalled;

    @Override
    public boolean send(byte[] message) {
        if (full) {
            return false;
        }
        frames.add(decoded(message));
        return true;
    }

    @Override
    public boolean ping() {
        pings++;
        return true;
    }

    @Override
    public void close(int code, String reason, byte[] farewell) {
        closeCode = code;
        if (farewell.length > 0) {
            frames.add(decoded(farewell));
        }
    }

    @Override
    public void abort() {
        aborted = true;
    }

    @Override
    public @Nullable Limit stalled(long now) {
        return stalled;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    ServerFrame last() {
        return frames.get(frames.size() - 1);
    }

    private static ServerFrame decoded(byte[] message) {
        try {
            return Subprotocol.JSON.decodeServerFrame(message);
        } catch (BadFrameException e) {
            throw new AssertionError(e);
        }
    }
}
