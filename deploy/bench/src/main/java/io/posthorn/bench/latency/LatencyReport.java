// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.latency;

import io.posthorn.bench.load.Arrivals;
import io.posthorn.bench.load.Latencies.Percentiles;
import io.posthorn.bench.machine.Machine;
import io.posthorn.bench.report.JsonLine;
import io.posthorn.bench.report.Report;
import io.posthorn.bench.report.Sheet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
        Circumstances circumstances)
        implements Report {

    /** @param troubles what devices met, with how often; a right measurement has none */
    record Circumstances(Machine machine, Map<String, Long> troubles) {}

    @Override
    public boolean isRight() {
        return count.isRight();
    }

    /** Microseconds of processor time for each message on each device. */
    Map<String, Double> cpuMicrosPerArrival() {
        Map<String, Double> micros = new LinkedHashMap<>();
        cpu.forEach((process, time) ->
                micros.put(process, Math.round(time.toNanos() / 100.0 / plan.measuredArrivals()) / 10.0));
        return micros;
    }

    @Override
    public String table() {
        Sheet sheet = new Sheet()
                .line(
                        "load",
                        "%d/s for %d s after %d s, %d bytes, class %s",
                        plan.load().rate(),
                        plan.load().seconds(),
                        plan.load().warmupSeconds(),
                        plan.content().bytes(),
                        plan.content().className())
                .line(
                        "audience",
                        "%d users, %d devices each, %s",
                        plan.audience().users(),
                        plan.audience().devices(),
                        plan.audience().subprotocol().id())
                .line(circumstances.machine())
                .line("latency ms", latency)
                .line("generator late", lateness)
                .line(
                        "messages",
                        "%d expected, %d received, %d missing, %d repeated, %d out of order, %d not sent, %d unknown",
                        count.expected(),
                        count.received(),
                        count.missing(),
                        count.repeated(),
                        count.disordered(),
                        count.unsent(),
                        count.unknown());
        cpuMicrosPerArrival().forEach((process, micros) -> sheet.line("cpu " + process, "%.1f µs per message", micros));
        return sheet.times("trouble", circumstances.troubles()).toString();
    }

    @Override
    public String json() {
        ObjectNode json = JsonLine.of("latency");
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
        JsonLine.put(json.putObject("latencyMs"), latency);
        JsonLine.put(json.putObject("generatorLateMs"), lateness);
        ObjectNode cpuJson = json.putObject("cpuMicrosPerMessage");
        cpuMicrosPerArrival().forEach(cpuJson::put);
        JsonLine.put(json, circumstances.machine());
        JsonLine.put(json.putObject("troubles"), circumstances.troubles());
        return JsonLine.text(json);
    }
}
