// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.wire.CloseCode;
import java.util.Optional;

/**
 * How a connection ends: what its device is told, and what the log says.
 *
 * @param code of the close frame
 * @param cause in {@code disconnected}
 * @param saysWhenToComeBack whether a {@code goAway} with the time to come back goes before the close frame: who are sent away
 *     together must not come back together
 */
public record Ending(CloseCode code, DisconnectCause cause, boolean saysWhenToComeBack) {

    /** Code of a connection that broke. */
    static final int NO_CLOSE_FRAME = 1006;

    public static final Ending NO_HELLO = new Ending(CloseCode.NO_HELLO, DisconnectCause.DISCONNECT_CAUSE_PROTOCOL);
    public static final Ending BAD_FRAMES = new Ending(CloseCode.BAD_FRAMES, DisconnectCause.DISCONNECT_CAUSE_PROTOCOL);
    public static final Ending TOO_BIG = new Ending(CloseCode.TOO_BIG, DisconnectCause.DISCONNECT_CAUSE_PROTOCOL);
    /** The token of an {@code auth} frame is another user's. */
    public static final Ending OTHER_USER = new Ending(CloseCode.FORBIDDEN, DisconnectCause.DISCONNECT_CAUSE_PROTOCOL);

    public static final Ending SILENT = new Ending(CloseCode.OVERLOADED, DisconnectCause.DISCONNECT_CAUSE_IDLE);
    /** Too much waits behind its socket. */
    public static final Ending SLOW = new Ending(CloseCode.OVERLOADED, DisconnectCause.DISCONNECT_CAUSE_SLOW);
    /** Does not take a frame, or does not end a message, in time. */
    public static final Ending STALLED = new Ending(CloseCode.OVERLOADED, DisconnectCause.DISCONNECT_CAUSE_SLOW);
    /** Sends more frames than it may. */
    public static final Ending TOO_FAST = new Ending(CloseCode.OVERLOADED, DisconnectCause.DISCONNECT_CAUSE_PROTOCOL);
    /** Of those that came at once, one more than are taken. */
    public static final Ending CROWDED =
            new Ending(CloseCode.OVERLOADED, DisconnectCause.DISCONNECT_CAUSE_NOT_ANSWERED);

    /** Each at its own time, as they came: a time to come back would only make a device wait whose event was lost. */
    public static final Ending NOT_RESUMED =
            new Ending(CloseCode.OVERLOADED, DisconnectCause.DISCONNECT_CAUSE_NOT_ANSWERED, false);
    /** One of its events did not get into the log. */
    public static final Ending NOT_PUBLISHED =
            new Ending(CloseCode.OVERLOADED, DisconnectCause.DISCONNECT_CAUSE_NOT_ANSWERED);

    public static final Ending TOKEN_EXPIRED =
            new Ending(CloseCode.TOKEN_EXPIRED, DisconnectCause.DISCONNECT_CAUSE_TOKEN_EXPIRED);
    /** By logout, idle time or revocation. */
    public static final Ending SESSION_ENDED =
            new Ending(CloseCode.SESSION_ENDED, DisconnectCause.DISCONNECT_CAUSE_SESSION_ENDED);

    public static final Ending HOLE = new Ending(CloseCode.RESUME, DisconnectCause.DISCONNECT_CAUSE_HOLE);
    public static final Ending LEASE_LOST = new Ending(CloseCode.RESUME, DisconnectCause.DISCONNECT_CAUSE_LEASE_LOST);
    public static final Ending DRAINED =
            new Ending(CloseCode.SERVICE_RESTART, DisconnectCause.DISCONNECT_CAUSE_DRAINED);

    private Ending(CloseCode code, DisconnectCause cause) {
        this(code, cause, code.reconnect() == CloseCode.Reconnect.WHEN_TOLD || code == CloseCode.OVERLOADED);
    }

    /** Delivery's order to close; empty for a code that this version does not know. */
    public static Optional<Ending> ordered(int code) {
        return CloseCode.of(code).map(known -> new Ending(known, cause(known)));
    }

    private static DisconnectCause cause(CloseCode code) {
        return switch (code) {
            case REPLACED -> DisconnectCause.DISCONNECT_CAUSE_REPLACED;
            case SESSION_ENDED -> DisconnectCause.DISCONNECT_CAUSE_SESSION_ENDED;
            case TOKEN_EXPIRED -> DisconnectCause.DISCONNECT_CAUSE_TOKEN_EXPIRED;
            case RESUME -> DisconnectCause.DISCONNECT_CAUSE_HOLE;
            case OVERLOADED -> DisconnectCause.DISCONNECT_CAUSE_NOT_ANSWERED;
            case GOING_AWAY, SERVICE_RESTART -> DisconnectCause.DISCONNECT_CAUSE_DRAINED;
            case NORMAL, TOO_BIG, FORBIDDEN, BAD_FRAMES, NO_HELLO -> DisconnectCause.DISCONNECT_CAUSE_PROTOCOL;
        };
    }

    /** Why a connection ended that the device closed, or that broke. */
    static DisconnectCause withoutUs(int code, boolean byPeer) {
        if (byPeer) {
            return DisconnectCause.DISCONNECT_CAUSE_CLIENT_CLOSED;
        }
        // 1002, 1003, 1007, 1009: closed by the WebSocket layer, for bytes that are no WebSocket.
        return code >= 1002 && code <= 1009 && code != NO_CLOSE_FRAME
                ? DisconnectCause.DISCONNECT_CAUSE_PROTOCOL
                : DisconnectCause.DISCONNECT_CAUSE_BROKEN;
    }
}
