// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.latency;

import io.posthorn.bench.load.Arrivals;
import io.posthorn.bench.load.Latencies.Percentiles;
import io.posthorn.bench.machine.Machine;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a measurement found, for people and for programs.
 *
 * @param lateness of the generator, which is part of the latency
 * @param cpu by process, during the measured part
 */
record LatencyReport(
        LatencyPlan plan,
        Arrivals.Count count,
        Percentiles latency,
        Percentiles lateness,
        Map<String, Duration> cpu,
        Circumstances circumstances) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param troubles what devices met, with how often; a right measurement has none */
    record Circumstances(Machine machine, Map<String, Long> troubles) {}

    boolean isRight() {
        return count.isRight();
    }

    /** Microseconds of processor time for each message on each device. */
    Map<String, Double> cpuMicrosPerArrival() {
        Map<String, Double> micros = new LinkedHashMap<>();
        cpu.forEach((process, time) ->
                micros.put(process, Math.round(time.toNanos() / 100.0 / plan.measuredArrivals()) / 10.0));
        return micros;
    }

    String table() {
        StringBuilder table = new StringBuilder();
        line(
                table,
                "load",
                "%d/s for %d s after %d s, %d bytes, class %s",
                plan.load().rate(),
                plan.load().seconds(),
                plan.load().warmupSeconds(),
                plan.content().bytes(),
                plan.content().className());
        line(
                table,
                "audience",
                "%d users, %d devices each, %s",
                plan.audience().users(),
                plan.audience().devices(),
                plan.audience().subprotocol().id());
        line(
                table,
                "machine",
                "%d cores of %s, %s, load %.2f",
                circumstances.machine().cores(),
                circumstances.machine().processor(),
                circumstances.machine().jdk(),
                circumstances.machine().load());
        line(table, "latency ms", "p50 %.2f  p90 %.2f  p99 %.2f  p99.9 %.2f  max %.2f", values(latency));
        line(table, "generator late", "p50 %.2f  p90 %.2f  p99 %.2f  p99.9 %.2f  max %.2f", values(lateness));
        line(
                table,
                "messages",
                "%d expected, %d received, %d missing, %d repeated, %d out of order, %d not sent, %d unknown",
                count.expected(),
                count.received(),
                count.missing(),
                count.repeated(),
                count.disordered(),
                count.unsent(),
                count.unknown());
        cpuMicrosPerArrival()
                .forEach((process, micros) -> line(table, "cpu " + process, "%.1f µs per message", micros));
        new TreeMap<>(circumstances.troubles())
                .forEach((what, times) -> line(table, "trouble", "%s, %d times", what, times));
        return table.toString();
    }

    private static Object[] values(Percentiles of) {
        return new Object[] {of.p50(), of.p90(), of.p99(), of.p999(), of.max()};
    }

    private static void line(StringBuilder table, String name, String format, Object... values) {
        table.append(String.format(Locale.ROOT, "%-16s ", name))
                .append(String.format(Locale.ROOT, format, values))
                .append(System.lineSeparator());
    }

    /** One line. */
    String json() {
        ObjectNode json = JSON.createObjectNode().put("bench", "latency");
        json.put("rate", plan.load().rate())
                .put("seconds", plan.load().seconds())
                .put("warmup", plan.load().warmupSeconds())
                .put("users", plan.audience().users())
                .put("devices", plan.audience().devices())
                .put("subprotocol", plan.audience().subprotocol().name().toLowerCase(Locale.ROOT))
                .put("class", plan.content().className())
                .put("bytes", plan.content().bytes())
                .put("expected", count.expected())
                .put("received", count.received())
                .put("missing", count.missing())
                .put("repeated", count.repeated())
                .put("outOfOrder", count.disordered())
                .put("notSent", count.unsent())
                .put("unknown", count.unknown());
        put(json.putObject("latencyMs"), latency);
        put(json.putObject("generatorLateMs"), lateness);
        ObjectNode cpuJson = json.putObject("cpuMicrosPerMessage");
        cpuMicrosPerArrival().forEach(cpuJson::put);
        json.put("load", circumstances.machine().load())
                .put("cores", circumstances.machine().cores())
                .put("processor", circumstances.machine().processor())
                .put("jdk", circumstances.machine().jdk());
        ObjectNode troublesJson = json.putObject("troubles");
        new TreeMap<>(circumstances.troubles()).forEach(troublesJson::put);
        return JSON.writeValueAsString(json);
    }

    private static void put(ObjectNode json, Percentiles of) {
        json.put("p50", of.p50())
                .put("p90", of.p90())
                .put("p99", of.p99())
                .put("p99.9", of.p999())
                .put("max", of.max());
    }
}
