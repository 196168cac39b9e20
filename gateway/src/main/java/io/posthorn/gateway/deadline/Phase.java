// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.deadline;

/** How far a connection has come. It only goes forward. */
public enum Phase {
    AWAITING_HELLO,
    /** {@code connected} is published; nothing of the stream is written before delivery's {@code resumed}. */
    AWAITING_RESUMED,
    STREAMING,
    /** The close frame is on its way; nothing else is written. */
    CLOSING,
    CLOSED;

    /** Whether frames are still exchanged. */
    public boolean isLive() {
        return compareTo(CLOSING) < 0;
    }
}
