// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.storm;

import io.posthorn.bench.load.Latencies.Percentiles;
import io.posthorn.bench.machine.Machine;
import io.posthorn.bench.report.JsonLine;
import io.posthorn.bench.report.Report;
import io.posthorn.bench.report.Sheet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was measured.
 *
 * @param quiet messages of the others before the storm
 * @param meanwhile and during it
 * @param troubles that the others met
 * @param cpu by process, during the storm
 */
record StormReport(
        StormPlan plan,
        Storm storm,
        Chat quiet,
        Chat meanwhile,
        Map<String, Long> troubles,
        Map<String, Duration> cpu,
        Machine machine)
        implements Report {

    /** The promise: the others' p99 stays below so many times what it is without a storm. */
    private static final double AT_MOST = 2;

    /**
     * @param in from the moment at which the first was due until the last was resumed
     * @param times from the moment at which each was due to its {@code resumed}
     * @param refused by reason
     * @param lost that were in
     */
    record Storm(int resumed, Duration in, Percentiles times, Map<String, Long> refused, Map<String, Long> lost) {

        double perSecond() {
            return Math.round(resumed * 10_000.0 / Math.max(1, in.toMillis())) / 10.0;
        }

        long refusals() {
            return refused.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** @param times from the moment at which each message was due */
    record Chat(long sent, long received, Percentiles times) {}

    @Override
    public boolean isRight() {
        return storm.resumed + storm.refusals() == plan.devices()
                && storm.lost.isEmpty()
                && troubles.isEmpty()
                && quiet.sent == quiet.received
                && meanwhile.sent == meanwhile.received;
    }

    double ratio() {
        return Math.round(meanwhile.times.p99() * 100 / Math.max(0.01, quiet.times.p99())) / 100.0;
    }

    boolean isPromiseKept() {
        return ratio() < AT_MOST;
    }

    /** Of processor time for each device that came in, what the others cost included. */
    Map<String, Double> cpuMicrosPerDevice() {
        Map<String, Double> micros = new LinkedHashMap<>();
        cpu.forEach((process, time) ->
                micros.put(process, Math.round(time.toNanos() / 100.0 / Math.max(1, storm.resumed)) / 10.0));
        return micros;
    }

    @Override
    public String table() {
        Sheet sheet = new Sheet()
                .line("storm", "%d devices at %d per second", plan.devices(), plan.rate())
                .line("gateway", plan.gateways().title())
                .line(machine)
                .line(
                        "came in",
                        "%d in %.1f s, %.1f per second",
                        storm.resumed,
                        storm.in.toMillis() / 1_000.0,
                        storm.perSecond())
                .line("to resumed ms", storm.times)
                .times("refused", storm.refused)
                .times("lost", storm.lost)
                .line(
                        "others",
                        "%d users, %d messages per second; %d of %d and %d of %d came",
                        plan.others().users(),
                        plan.others().rate(),
                        quiet.received,
                        quiet.sent,
                        meanwhile.received,
                        meanwhile.sent)
                .line("quiet ms", quiet.times)
                .line("meanwhile ms", meanwhile.times)
                .line(
                        "p99",
                        "%.2f times that of the quiet; promised: below %.0f%s",
                        ratio(),
                        AT_MOST,
                        isPromiseKept() ? "" : ", NOT KEPT");
        cpuMicrosPerDevice().forEach((process, micros) -> sheet.line("cpu " + process, "%.1f µs per device", micros));
        return sheet.times("trouble", troubles).toString();
    }

    @Override
    public String json() {
        ObjectNode json = JsonLine.of("storm");
        json.put("devices", plan.devices())
                .put("rate", plan.rate())
                .put("others", plan.others().users())
                .put("messageRate", plan.others().rate())
                .put("gateway", plan.gateways().title())
                .put("in", storm.resumed)
                .put("handshakesPerSecond", storm.perSecond())
                .put("sent", quiet.sent + meanwhile.sent)
                .put("received", quiet.received + meanwhile.received)
                .put("p99Ratio", ratio())
                .put("promiseKept", isPromiseKept());
        JsonLine.put(json.putObject("toResumedMs"), storm.times);
        JsonLine.put(json.putObject("quietMs"), quiet.times);
        JsonLine.put(json.putObject("meanwhileMs"), meanwhile.times);
        JsonLine.put(json.putObject("refused"), storm.refused);
        JsonLine.put(json.putObject("lost"), storm.lost);
        ObjectNode cpuJson = json.putObject("cpuMicrosPerDevice");
        cpuMicrosPerDevice().forEach(cpuJson::put);
        JsonLine.put(json, machine);
        JsonLine.put(json.putObject("troubles"), troubles);
        return JsonLine.text(json);
    }
}
