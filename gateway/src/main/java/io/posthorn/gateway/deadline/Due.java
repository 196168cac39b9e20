// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.deadline;

/** What is due on a connection now. */
public enum Due {
    NOTHING,
    PING,
    /** The token ends soon: ask for a new one. */
    ASK_FOR_TOKEN,
    TOKEN_EXPIRED,
    NO_HELLO,
    /** Delivery has not answered {@code connected}. */
    NOT_RESUMED,
    SILENT,
    /** The peer does not take the close frame, or does not answer it. */
    ABORT
}
