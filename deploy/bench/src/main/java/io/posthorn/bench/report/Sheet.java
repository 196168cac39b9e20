// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.report;

import io.posthorn.bench.load.Latencies.Percentiles;
import io.posthorn.bench.machine.Machine;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A table that is being written: a name and a text on each line. */
public final class Sheet {

    private final StringBuilder lines = new StringBuilder();

    public Sheet line(String name, String format, Object... values) {
        lines.append(String.format(Locale.ROOT, "%-18s ", name))
                .append(String.format(Locale.ROOT, format, values))
                .append(System.lineSeparator());
        return this;
    }

    /** In milliseconds. */
    public Sheet line(String name, Percentiles of) {
        return line(
                name,
                "p50 %.2f  p90 %.2f  p99 %.2f  p99.9 %.2f  max %.2f",
                of.p50(),
                of.p90(),
                of.p99(),
                of.p999(),
                of.max());
    }

    public Sheet line(Machine machine) {
        return line(
                "machine",
                "%d cores of %s, %s, load %.2f",
                machine.cores(),
                machine.processor(),
                machine.jdk(),
                machine.load());
    }

    /** A line for each that happened, in order of their names. */
    public Sheet times(String name, Map<String, Long> happened) {
        new TreeMap<>(happened).forEach((what, times) -> line(name, "%s, %d times", what, times));
        return this;
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
