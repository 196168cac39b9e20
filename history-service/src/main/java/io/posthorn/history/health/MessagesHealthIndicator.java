// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.health;

import io.posthorn.history.consuming.PartitionLoop;
import io.posthorn.history.sending.Refusals;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether every partition is read, and Kafka takes what comes of it. Where not, the service is ready all the same: the other
 * partitions go on, and readers are served.
 */
@Component
final class MessagesHealthIndicator implements HealthIndicator {

    private final List<PartitionLoop> loops;
    private final Refusals refusals;

    MessagesHealthIndicator(List<PartitionLoop> loops, Refusals refusals) {
        this.loops = loops;
        this.refusals = refusals;
    }

    @Override
    public Health health() {
        Map<String, String> stopped = new TreeMap<>();
        loops.forEach(each -> each.status()
                .stopped()
                .forEach((partition, why) -> stopped.merge(partition, why, (one, other) -> one + " " + other)));
        Map<String, String> refused = refusals.standing();
        long lag = loops.stream().mapToLong(each -> each.status().lag()).sum();
        Health.Builder health = stopped.isEmpty() && refused.isEmpty() ? Health.up() : Health.down();
        if (!stopped.isEmpty()) {
            health.withDetail("stopped", stopped);
        }
        if (!refused.isEmpty()) {
            health.withDetail("refused", refused);
        }
        return health.withDetail("lag", lag).build();
    }
}
