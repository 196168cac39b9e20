// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import io.posthorn.gateway.limit.Limit;
import org.jspecify.annotations.Nullable;

/** The way out. Safe for all threads; nothing blocks; after {@link #close} nothing else is written. */
public interface Socket {

    /** @return false when too much waits already: nothing was taken */
    boolean send(byte[] message);

    /** A WebSocket ping, which every client library answers by itself. */
    boolean ping();

    /**
     * Drops what waits and closes after the write in flight.
     *
     * @param farewell written just before the close frame; empty for none
     */
    void close(int code, String reason, byte[] farewell);

    /** Cuts the connection. */
    void abort();

    /**
     * What has taken too long: a write that the peer does not take, a message that does not end.
     *
     * @param now in milliseconds on the monotonic clock
     */
    @Nullable
    Limit stalled(long now);

    /** False once nothing can come or go any more. */
    boolean isOpen();
}
