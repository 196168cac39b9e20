// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

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
}
