// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.storm;

import io.posthorn.bench.load.Latencies.Percentiles;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of one storm.
 *
 * @param rate of its devices, in a second
 * @param refused by reason
 * @param lost that were in
 * @param quiet what the others heard in the quiet time before
 * @param others what they heard meanwhile
 * @param cpu by process meanwhile
 */
record Storm(
        int rate,
        int devices,
        Arrived arrived,
        Map<String, Long> refused,
        Map<String, Long> lost,
        Heard quiet,
        Heard others,
        Map<String, Duration> cpu) {

    private static final double NEARLY = 0.95;

    /**
     * Those that came in.
     *
     * @param in from the moment at which the first was due until the last was resumed
     * @param times from the moment at which each was due to its {@code resumed}
     */
    record Arrived(int devices, Duration in, Percentiles times) {}

    double perSecond() {
        return Math.round(arrived.devices * 10_000.0 / Math.max(1, arrived.in.toMillis())) / 10.0;
    }

    private long refusals() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }

    boolean isRight() {
        return arrived.devices + refusals() == devices && lost.isEmpty() && quiet.isComplete() && others.isComplete();
    }

    /** All came in, and as fast as they came: no queue has grown. */
    boolean keepsUp() {
        return arrived.devices == devices && perSecond() >= rate * NEARLY;
    }

    /** Of processor time for each device that came in, what the others cost included. */
    Map<String, Double> cpuMicrosPerDevice() {
        Map<String, Double> micros = new TreeMap<>();
        cpu.forEach((process, time) ->
                micros.put(process, Math.round(time.toNanos() / 100.0 / Math.max(1, arrived.devices)) / 10.0));
        return micros;
    }
}
