// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.lease;

import io.posthorn.contracts.v1.LeaseState;
import org.jspecify.annotations.Nullable;

/** Whether a presence entry counts. All times are append times of the broker, milliseconds since the epoch. */
final class LeaseRule {

    private LeaseRule() {}

    /**
     * @param lease the newest lease of the gateway, if there ever was one
     * @param incarnation of the entry
     * @param seenAt append time of the entry's event: proof of life of an incarnation whose lease is not yet known
     * @param clock the newest append time of the topic of leases: when it stands still, nothing becomes void
     */
    static boolean counts(@Nullable Lease lease, long incarnation, long seenAt, long clock, long timeout) {
        if (lease == null || Long.compareUnsigned(incarnation, lease.incarnation()) > 0) {
            return clock - seenAt <= timeout;
        }
        return incarnation == lease.incarnation()
                && lease.state() != LeaseState.LEASE_STATE_GIVEN_UP
                && clock - lease.renewedAt() <= timeout;
    }

    /** An event of an incarnation that a newer one has followed. */
    static boolean isSuperseded(@Nullable Lease lease, long incarnation) {
        return lease != null && Long.compareUnsigned(incarnation, lease.incarnation()) < 0;
    }

    record Lease(long incarnation, LeaseState state, long renewedAt) {}
}
