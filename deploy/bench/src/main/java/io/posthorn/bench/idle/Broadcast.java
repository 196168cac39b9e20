// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.idle;

import io.posthorn.bench.load.Latencies.Percentiles;
import java.time.Duration;

/**
 * One message to everyone.
 *
 * @param arrived on so many connections
 * @param times from its publish to its arrival; the longest is when the last connection had it
 * @param gateways processor time of all of them meanwhile
 * @param others processor time of Kafka, Cassandra, delivery and history meanwhile
 */
record Broadcast(long arrived, Percentiles times, Duration gateways, Duration others) {

    double gatewayMicrosPerFrame() {
        return microsPerFrame(gateways);
    }

    double otherMicrosPerFrame() {
        return microsPerFrame(others);
    }

    private double microsPerFrame(Duration cpu) {
        return arrived == 0 ? 0 : Math.round(cpu.toNanos() / 100.0 / arrived) / 10.0;
    }
}
