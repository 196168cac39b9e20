// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.health;

import io.posthorn.history.consuming.PartitionLoop;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether every partition is read. One that is not does not make the service unready: the others go on, and readers are served.
 */
@Component
final class MessagesHealthIndicator implements HealthIndicator {

    private final List<PartitionLoop> loops;

    MessagesHealthIndicator(List<PartitionLoop> loops) {
        this.loops = loops;
    }

    @Override
    public Health health() {
        Map<String, String> stopped = new TreeMap<>();
        loops.forEach(each -> stopped.putAll(each.status().stopped()));
        long lag = loops.stream().mapToLong(each -> each.status().lag()).sum();
        return (stopped.isEmpty() ? Health.up() : Health.down().withDetail("stopped", stopped))
                .withDetail("lag", lag)
                .build();
    }
}
