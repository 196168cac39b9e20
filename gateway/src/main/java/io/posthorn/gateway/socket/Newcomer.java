// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import io.posthorn.gateway.address.Address;

/**
 * A TCP connection that is no WebSocket yet.
 *
 * @param counted whether it counts for its address
 * @param requests whose headers have come completely
 * @param since when the last of them did, or when the connection came; in milliseconds on the monotonic clock
 */
record Newcomer(Address address, boolean counted, long requests, long since) {

    /** Whatever bytes come meanwhile: only a whole request counts. */
    Newcomer seen(long requestsNow, long now) {
        return requestsNow == requests ? this : new Newcomer(address, counted, requestsNow, now);
    }

    boolean isLate(long now, long timeoutMillis) {
        return now - since >= timeoutMillis;
    }
}
