// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.event;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param ackFlush how long an acknowledgement may wait for a newer one of the same connection
 * @param queue events that may wait to be sent; where half as many wait for Kafka, handshakes are refused; beyond it, connections
 *     are closed
 * @param linger of the producer
 * @param deliveryTimeout until an event counts as failed
 */
@ConfigurationProperties("posthorn.gateway.events")
record EventSettings(
        @DefaultValue("20ms") Duration ackFlush,
        @DefaultValue("50000") int queue,
        @DefaultValue("1ms") Duration linger,
        @DefaultValue("10s") Duration deliveryTimeout) {

    EventSettings {
        require(ackFlush.toMillis() >= 1, "ack-flush", ackFlush, "1 ms or more");
        require(queue >= 100, "queue", queue, "100 or more");
        require(!linger.isNegative(), "linger", linger, "0 or more");
        require(deliveryTimeout.toMillis() >= 1_000, "delivery-timeout", deliveryTimeout, "1 s or more");
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "posthorn.gateway.events." + name + " is " + value + ", allowed: " + rule);
        }
    }
}
