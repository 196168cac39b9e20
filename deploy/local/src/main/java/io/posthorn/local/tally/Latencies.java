// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.tally;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** From the moment at which a notification was to be sent to its arrival at a device that was there, for each way and device. */
public final class Latencies {

    private static final int SIGNIFICANT_DIGITS = 3;
    private static final long MOST_MICROS = Duration.ofMinutes(10).toSeconds() * 1_000_000;

    private final Map<Key, Histogram> byKey = new LinkedHashMap<>();

    private record Key(String way, String device) {}

    public void record(String way, String device, Duration latency) {
        long micros = Math.min(MOST_MICROS, Math.max(0, latency.toNanos() / 1_000));
        byKey.computeIfAbsent(new Key(way, device), key -> new Histogram(MOST_MICROS, SIGNIFICANT_DIGITS))
                .recordValue(micros);
    }

    public Table table() {
        Table table = new Table("latency of live delivery", "device", "messages", "p50 ms", "p99 ms", "max ms");
        byKey.forEach((key, histogram) -> table.row(
                key.way,
                key.device,
                String.valueOf(histogram.getTotalCount()),
                millis(histogram.getValueAtPercentile(50)),
                millis(histogram.getValueAtPercentile(99)),
                millis(histogram.getMaxValue())));
        return table;
    }

    public static String format(Duration latency) {
        return millis(latency.toNanos() / 1_000) + " ms";
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.1f", micros / 1_000.0);
    }

    public List<String> summary(String way) {
        return byKey.entrySet().stream()
                .filter(each -> each.getKey().way.equals(way))
                .map(each -> "%s p50 %s ms, p99 %s ms"
                        .formatted(
                                each.getKey().device,
                                millis(each.getValue().getValueAtPercentile(50)),
                                millis(each.getValue().getValueAtPercentile(99))))
                .toList();
    }
}
