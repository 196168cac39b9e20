// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.lease;

import io.posthorn.gateway.connection.Connections;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready while connections are accepted, which is while the lease is held. */
final class LeaseHealth implements HealthIndicator {

    private final LeaseKeeper lease;
    private final Connections connections;

    LeaseHealth(LeaseKeeper lease, Connections connections) {
        this.lease = lease;
        this.connections = connections;
    }

    @Override
    public Health health() {
        Health.Builder health = connections.isAccepting() ? Health.up() : Health.outOfService();
        return health.withDetail("incarnation", lease.incarnation()).build();
    }
}
