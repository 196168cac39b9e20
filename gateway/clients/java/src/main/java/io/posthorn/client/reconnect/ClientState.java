// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.reconnect;

/** What a client is doing. */
public enum ClientState {
    CONNECTING,
    CONNECTED,
    /** For the time after which it connects again. */
    WAITING,
    /** For good. */
    ENDED;

    /** @throws IllegalStateException when there is no way from here to there */
    public ClientState to(ClientState next) {
        if (!mayBecome(next)) {
            throw new IllegalStateException("A client that is " + this + " cannot become " + next);
        }
        return next;
    }

    private boolean mayBecome(ClientState next) {
        return switch (this) {
            case CONNECTING -> next != CONNECTING;
            case CONNECTED -> next == WAITING || next == ENDED;
            case WAITING -> next == CONNECTING || next == ENDED;
            case ENDED -> false;
        };
    }
}
