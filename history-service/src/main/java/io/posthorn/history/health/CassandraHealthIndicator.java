// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.health;

import io.posthorn.history.store.Availability;
import java.util.Locale;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether Cassandra answers, and since when not. Asks nothing itself. */
@Component
final class CassandraHealthIndicator implements HealthIndicator {

    private final Availability availability;

    CassandraHealthIndicator(Availability availability) {
        this.availability = availability;
    }

    @Override
    public Health health() {
        return availability
                .away()
                .map(CassandraHealthIndicator::away)
                .orElseGet(() -> Health.up().build());
    }

    private static Health away(Availability.Away away) {
        return Health.outOfService()
                .withDetail("since", away.since().toString())
                .withDetail("asked", away.asker().name().toLowerCase(Locale.ROOT))
                .withDetail("reason", away.reason())
                .withDetail("nextStep", nextStep(away.asker()))
                .build();
    }

    private static String nextStep(Availability.Asker asker) {
        return switch (asker) {
            case PREPARATION -> "Messages wait in Kafka. Do what the reason says, and start the service again.";
            case CLOCK ->
                "Messages wait in Kafka and are written when the clocks agree within 5 minutes, and erasures go on then."
                        + " Set the one right that is wrong: is its host's time synchronised?";
            default ->
                "Messages wait in Kafka and are written when Cassandra answers. Is Cassandra up, and are"
                        + " spring.cassandra.contact-points and local-datacenter right?";
        };
    }
}
