// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

/** What happens on a {@link Socket}. Never called by two threads at once, but for {@link #closed}. */
public interface SocketListener {

    void opened(Socket socket);

    /** Any sign of life, a message included. */
    void heard();

    /** A whole message of the kind that the subprotocol wants, text checked to be UTF-8. */
    void received(byte[] message);

    /** Text where the subprotocol is binary, or the other way round. */
    void receivedWrongKind();

    void receivedTooBig();

    /** The gateway holds too much of unfinished messages: this one cannot go on. */
    void receivedTooMuch();

    /**
     * The last call, and the only one, also when the connection broke or was aborted.
     *
     * @param code 1006 when there was no close frame
     * @param byPeer the peer sent its close frame before we sent ours
     */
    void closed(int code, boolean byPeer);
}
