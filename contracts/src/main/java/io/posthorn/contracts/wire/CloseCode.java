// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.wire;

import java.util.Arrays;
import java.util.Optional;

/** Why a WebSocket was closed, and whether the client comes back. */
public enum CloseCode {
    NORMAL(1000, Reconnect.NEVER, "done"),
    GOING_AWAY(1001, Reconnect.WHEN_TOLD, "going away"),
    TOO_BIG(1009, Reconnect.NEVER, "frame too big"),
    SERVICE_RESTART(1012, Reconnect.WHEN_TOLD, "restarting"),
    SESSION_ENDED(4001, Reconnect.NEVER, "session ended or revoked"),
    FORBIDDEN(4003, Reconnect.NEVER, "forbidden"),
    BAD_FRAMES(4004, Reconnect.NEVER, "not a frame, or ten errors in 10 s"),
    NO_HELLO(4005, Reconnect.NEVER, "no hello"),
    OVERLOADED(4100, Reconnect.WITH_BACKOFF, "overloaded or not answered"),
    TOKEN_EXPIRED(4101, Reconnect.WITH_BACKOFF, "token expired: get a new one"),
    REPLACED(4102, Reconnect.NOT_BEFORE_A_MINUTE, "replaced by a newer connection of this device"),
    RESUME(4200, Reconnect.WHEN_TOLD, "resume: a hole or a lost lease");

    /** What a client does after a close. */
    public enum Reconnect {
        NEVER,
        /** At once, then after growing, random pauses; not before {@code goAway.reconnectAfter} where there was one. */
        WITH_BACKOFF,
        NOT_BEFORE_A_MINUTE,
        /** After {@code goAway.reconnectAfter}; without one as {@link #WITH_BACKOFF}. */
        WHEN_TOLD
    }

    private final int code;
    private final Reconnect reconnect;
    private final String reason;

    CloseCode(int code, Reconnect reconnect, String reason) {
        this.code = code;
        this.reconnect = reconnect;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    public Reconnect reconnect() {
        return reconnect;
    }

    public String reason() {
        return reason;
    }

    public static Optional<CloseCode> of(int code) {
        return Arrays.stream(values()).filter(known -> known.code == code).findFirst();
    }

    /** Also for codes of a later version and for connections that broke without any. */
    public static Reconnect reconnectAfter(int code) {
        return of(code).map(CloseCode::reconnect).orElseGet(() -> byRange(code));
    }

    private static Reconnect byRange(int code) {
        if (code >= 4000 && code <= 4099) {
            return Reconnect.NEVER;
        }
        return code >= 4200 && code <= 4299 ? Reconnect.WHEN_TOLD : Reconnect.WITH_BACKOFF;
    }
}
