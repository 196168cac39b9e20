// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import io.posthorn.gateway.deadline.MonotonicClock;

/**
 * What all sockets share: one reference in each of them.
 *
 * @param writeMillis in which a peer must take a frame
 * @param messageMillis in which a message must come to its end
 */
record SocketTerms(Backlog backlog, Inbound inbound, int writeMillis, int messageMillis, MonotonicClock clock) {

    /** The lower half of the clock: good for spans of up to three weeks. */
    int now() {
        return (int) clock.millis();
    }

    static boolean isOver(long now, int since, int millis) {
        return (int) now - since >= millis;
    }
}
