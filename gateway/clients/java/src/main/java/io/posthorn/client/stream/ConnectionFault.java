// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.stream;

/** Something that must not happen on a connection. The client closes it, and comes back where its code says so. Carries no payload. */
public final class ConnectionFault extends Exception {

    private static final long serialVersionUID = 1L;

    /** What went wrong, and the close code that decides what comes after it. */
    public enum Kind {
        /** A frame does not follow the one before it: something is missing between them. */
        GAP(4200),
        /** A frame that must not come at this point of a connection. */
        UNEXPECTED_FRAME(4200),
        UNREADABLE_FRAME(4100),
        /** Larger than this client takes; it would come again after a resume, so the client does not come back. */
        FRAME_TOO_BIG(1009),
        /** The listener threw: what it was given counts as not stored and comes again. */
        LISTENER(4200),
        /** The supplier of tokens threw. */
        TOKEN(4100);

        private final int closeCode;

        Kind(int closeCode) {
            this.closeCode = closeCode;
        }

        public int closeCode() {
            return closeCode;
        }
    }

    private final Kind kind;

    private ConnectionFault(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public ConnectionFault(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static ConnectionFault gap(String last, String prev, String cursor) {
        return new ConnectionFault(
                Kind.GAP,
                "The frame at cursor '%s' follows '%s', but the last one on this connection is '%s'"
                        .formatted(cursor, prev, last));
    }

    static ConnectionFault unexpected(String frame, String phase) {
        return new ConnectionFault(Kind.UNEXPECTED_FRAME, "The server sent '" + frame + "' " + phase);
    }

    public static ConnectionFault listener(Throwable cause) {
        return new ConnectionFault(Kind.LISTENER, "The listener failed: " + cause, cause);
    }

    public static ConnectionFault token(RuntimeException cause) {
        return new ConnectionFault(Kind.TOKEN, "No token: " + cause, cause);
    }

    public Kind kind() {
        return kind;
    }
}
