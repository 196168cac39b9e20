// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import io.posthorn.gateway.deadline.MonotonicClock;
import java.time.InstantSource;

/** What is written and compared with other gateways is on the wall clock, what a connection remembers on its own. */
record Clocks(InstantSource wall, MonotonicClock monotonic) {

    long millis() {
        return wall.millis();
    }

    /** @param monotonicMillis of the past */
    long wallTimeOf(long monotonicMillis) {
        return wall.millis() - (monotonic.millis() - monotonicMillis);
    }
}
