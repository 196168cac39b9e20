// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import io.posthorn.gateway.deadline.MonotonicClock;

/**
 * What all sockets share: one reference in each of them.
 *
 * @param frameBytes of a message from a device at most
 * @param writeMillis in which a peer must take a frame, where there is room
 * @param messageMillis in which a message must come to its end, where there is room
 */
record SocketTerms(
        Backlog backlog, Inbound inbound, int frameBytes, int writeMillis, int messageMillis, MonotonicClock clock) {

    /** The lower half of the clock: good for spans of up to three weeks. */
    int now() {
        return (int) clock.millis();
    }

    /** In which a peer must take a frame now. */
    int writePatience() {
        return backlog.pressure().patience(writeMillis);
    }

    /** In which a message must come to its end now. */
    int messagePatience() {
        return inbound.pressure().patience(messageMillis);
    }

    static boolean isOver(long now, int since, int millis) {
        return (int) now - since >= millis;
    }
}
