// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Ready while both applications run: not while they wait for Kafka, restore or rebalance. */
@Component("streams")
class StreamsHealth extends AbstractHealthIndicator {

    private final DeliveryStreams streams;

    StreamsHealth(DeliveryStreams streams) {
        this.streams = streams;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        (streams.allRunning() ? builder.up() : builder.outOfService()).withDetails(streams.states());
    }
}
