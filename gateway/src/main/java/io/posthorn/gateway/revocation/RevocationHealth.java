// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.revocation;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready while it is known who was revoked. */
final class RevocationHealth implements HealthIndicator {

    private final AdmissionGate gate;
    private final StandingTables tables;

    RevocationHealth(AdmissionGate gate, StandingTables tables) {
        this.gate = gate;
        this.tables = tables;
    }

    @Override
    public Health health() {
        Health.Builder health = gate.isOpen() ? Health.up() : Health.outOfService();
        if (gate.wasRead()) {
            health.withDetail("readMillisAgo", gate.age());
        }
        if (!tables.failure().isEmpty()) {
            health.withDetail("failure", tables.failure());
        }
        return health.build();
    }
}
