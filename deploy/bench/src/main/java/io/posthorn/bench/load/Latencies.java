// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Many latencies, recorded by any thread. */
public final class Latencies {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;

    private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);

    /** Less than nothing, or more than ten minutes, counts as that. */
    public void record(long nanos) {
        micros.recordValue(Math.max(0, Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos))));
    }

    public Percentiles percentiles() {
        return new Percentiles(
                millis(micros.getValueAtPercentile(50)),
                millis(micros.getValueAtPercentile(90)),
                millis(micros.getValueAtPercentile(99)),
                millis(micros.getValueAtPercentile(99.9)),
                millis(micros.getMaxValue()));
    }

    private static double millis(long micros) {
        return Math.round(micros / 10.0) / 100.0;
    }

    /** In milliseconds. */
    public record Percentiles(double p50, double p90, double p99, double p999, double max) {}
}
