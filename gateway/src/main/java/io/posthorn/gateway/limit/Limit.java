// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import java.util.Locale;

/** Each limit that a client can run into. */
public enum Limit {
    /** Handshakes a second of the whole gateway. */
    HANDSHAKES(503, "More handshakes come than this gateway takes. Try another, or come back."),
    HANDSHAKES_PER_ADDRESS(429, "More handshakes come from this address than are taken. Come back later."),
    HANDSHAKES_PER_USER(429, "More handshakes come from this user than are taken. Come back later."),
    BODY(413, "No request to this gateway has a body."),
    /** Of operators: too often, or too many at once. */
    SCRAPES(429, "More requests come from this address than are taken. Come back later."),
    /** What happens to connections cannot be published as fast as it happens. */
    EVENTS(503, "This gateway has more to do than it can. Try another, or come back."),
    CONNECTIONS(503, "This gateway has as many connections as it takes. Try another, or come back."),
    CONNECTIONS_PER_ADDRESS(429, "This address has as many connections as are allowed. Close one first."),
    CONNECTIONS_PER_USER(429, "This user has as many connections as are allowed. Close one first."),

    /** TCP connections that are no WebSocket yet. */
    UNFINISHED,
    UNFINISHED_PER_ADDRESS,
    /** Files that the process may open. */
    FILES,
    REQUEST_TIME,

    HELLO_TIME,
    FRAME_SIZE,
    FRAMES,
    MESSAGE_TIME,
    /** Bytes of unfinished messages, all connections together. */
    INBOUND,
    BACKLOG,
    WRITE_TIME;

    private final int status;
    private final String detail;

    Limit() {
        this(0, "");
    }

    Limit(int status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    /** As metrics and the audit log name it. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of the refusal; 0 for what does not end in one. */
    public int status() {
        return status;
    }

    /** For whoever is refused. */
    public String detail() {
        return detail;
    }
}
