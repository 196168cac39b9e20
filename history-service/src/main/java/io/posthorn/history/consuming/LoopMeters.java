// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** Gauges of a loop. */
final class LoopMeters {

    private LoopMeters() {}

    static void bind(String loop, LoopStatus status, MeterRegistry meters, Clock clock) {
        Gauge.builder("posthorn.history.lag.records", status, LoopStatus::lag)
                .tag("loop", loop)
                .description("Records that are not yet handled and committed")
                .register(meters);
        Gauge.builder("posthorn.history.lag", status, each -> age(each, clock))
                .tag("loop", loop)
                .baseUnit("seconds")
                .description("Age of the oldest record that is being handled")
                .register(meters);
        Gauge.builder(
                        "posthorn.history.partitions.stopped",
                        status,
                        each -> each.stopped().size())
                .tag("loop", loop)
                .description(
                        "Partitions that are not read any further, as records are missing or are not what they were")
                .register(meters);
    }

    private static double age(LoopStatus status, Clock clock) {
        long oldest = status.oldest();
        return oldest == 0 ? 0 : Math.max(0, clock.millis() - oldest) / 1_000.0;
    }
}
