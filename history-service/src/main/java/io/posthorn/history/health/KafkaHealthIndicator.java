// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.health;

import io.posthorn.history.consuming.KafkaStart;
import io.posthorn.history.consuming.LoopStatus;
import io.posthorn.history.consuming.PartitionLoop;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the topics are there and every loop has its place in its group. */
@Component
final class KafkaHealthIndicator implements HealthIndicator {

    private final KafkaStart start;
    private final List<LoopStatus> loops;

    KafkaHealthIndicator(KafkaStart start, List<PartitionLoop> loops) {
        this.start = start;
        this.loops = loops.stream().map(PartitionLoop::status).toList();
    }

    @Override
    public Health health() {
        return start.waitingFor()
                .or(this::obstacle)
                .map(KafkaHealthIndicator::waitingFor)
                .orElseGet(() -> Health.up().build());
    }

    private Optional<String> obstacle() {
        return loops.stream().flatMap(each -> each.obstacle().stream()).findFirst();
    }

    private static Health waitingFor(String what) {
        return Health.outOfService()
                .withDetail("waitingFor", what)
                .withDetail("nextStep", "Is Kafka up, and is spring.kafka.bootstrap-servers right?")
                .build();
    }
}
