// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.lease;

import io.posthorn.contracts.v1.GatewayLease;
import io.posthorn.delivery.lease.LeaseRule.Lease;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The newest lease of each gateway, as one process sees them. Written by the global thread, read by all stream threads. */
public final class LeaseTable {

    private final Map<String, Lease> leases = new ConcurrentHashMap<>();
    private final AtomicLong clock = new AtomicLong();
    private final long timeout;

    public LeaseTable(Duration timeout) {
        this.timeout = timeout.toMillis();
    }

    /** Moves the clock of leases; also on a router's beat. */
    void tick(long appendedAt) {
        clock.accumulateAndGet(appendedAt, Math::max);
    }

    void renewed(GatewayLease lease, long appendedAt) {
        leases.put(lease.getGateway(), new Lease(lease.getIncarnation(), lease.getState(), appendedAt));
    }

    public boolean counts(String gateway, long incarnation, long seenAt) {
        return LeaseRule.counts(leases.get(gateway), incarnation, seenAt, clock.get(), timeout);
    }

    public boolean isSuperseded(String gateway, long incarnation) {
        return LeaseRule.isSuperseded(leases.get(gateway), incarnation);
    }

    public Set<String> gateways() {
        return leases.keySet();
    }
}
