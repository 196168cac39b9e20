// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.contracts.wire.Limits;

/**
 * How much one page may hold.
 *
 * @param rows read for it, also those that are only counted in a skip
 */
record Bounds(int messages, long bytes, int rows) {

    /** What the request asks for, within what is allowed; 0: the default window. */
    static Bounds of(ReplayRequest request, Bounds allowed) {
        long messages = Integer.toUnsignedLong(request.getMaxMessages());
        long bytes = Integer.toUnsignedLong(request.getMaxBytes());
        return new Bounds(
                (int) Math.min(messages == 0 ? Limits.WINDOW : messages, allowed.messages),
                Math.min(bytes == 0 ? Limits.WINDOW_BYTES : bytes, allowed.bytes),
                allowed.rows);
    }
}
