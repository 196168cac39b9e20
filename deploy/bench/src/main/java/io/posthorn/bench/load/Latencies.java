// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.load;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Many latencies, recorded by any thread. */
public final class Latencies {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;

    private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);

    /** Those of several processes together; each as {@link #encoded} there. */
    public static Latencies of(Collection<String> encoded) {
        Latencies all = new Latencies();
        for (String each : encoded) {
            all.micros.add(decoded(each));
        }
        return all;
    }

    private static Histogram decoded(String text) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
        } catch (DataFormatException | BufferUnderflowException | IllegalArgumentException e) {
            throw new IllegalArgumentException("no encoded latencies: " + text, e);
        }
    }

    /** For another process. */
    public String encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
        int length = micros.encodeIntoCompressedByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }

    public long count() {
        return micros.getTotalCount();
    }

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
