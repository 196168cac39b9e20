// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.reconnect;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a connection ended or why it could not be made, and what the client does next.
 *
 * @param code of the close frame; {@link #BROKEN} when there was none
 * @param refusedWith the HTTP status of a refused handshake
 * @param reconnectAfter empty: the client has ended
 */
public record Closed(int code, String reason, OptionalInt refusedWith, Optional<Duration> reconnectAfter) {

    /** The connection broke without a close frame, or there was none. */
    public static final int BROKEN = 1006;

    /** The client ends with this. */
    public static Closed last(int code, String reason) {
        return new Closed(code, reason, OptionalInt.empty(), Optional.empty());
    }

    public boolean isLast() {
        return reconnectAfter.isEmpty();
    }
}
