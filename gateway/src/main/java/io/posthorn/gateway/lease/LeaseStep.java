// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.lease;

import java.time.Duration;

/** What the holder of a lease does now. */
enum LeaseStep {
    WAIT,
    RENEW,
    /** Too late to renew: delivery may have given it up already, and a renewal would bring void connections back to life. */
    LOST;

    /** @param renewedAt beginning of the last renewal that succeeded; both in milliseconds on the monotonic clock */
    static LeaseStep at(long now, long renewedAt, Duration renewEvery, Duration lostAfter) {
        long age = now - renewedAt;
        if (age >= lostAfter.toMillis()) {
            return LOST;
        }
        return age >= renewEvery.toMillis() ? RENEW : WAIT;
    }
}
