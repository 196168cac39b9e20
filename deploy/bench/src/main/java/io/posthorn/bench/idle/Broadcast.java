// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.idle;

import io.posthorn.bench.load.Latencies.Percentiles;
import java.time.Duration;

/**
 * One message to everyone.
 *
 * @param arrived on so many connections
 * @param times from its publish to its arrival; the longest is when the last connection had it
 * @param cpu of the gateways meanwhile
 */
record Broadcast(long arrived, Percentiles times, Duration cpu) {

    double cpuMicrosPerFrame() {
        return arrived == 0 ? 0 : Math.round(cpu.toNanos() / 100.0 / arrived) / 10.0;
    }
}
