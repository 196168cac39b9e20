// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of the service's host, which can be set wrong. */
public final class HostClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    /** @param by negative: behind */
    public void setAhead(Duration by) {
        ahead = by;
    }

    public void setRight() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("times are UTC");
    }
}
