// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.storm;

import io.posthorn.bench.machine.Machine;
import io.posthorn.bench.report.JsonLine;
import io.posthorn.bench.report.Report;
import io.posthorn.bench.report.Sheet;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was measured.
 *
 * @param storms at rising rates
 * @param troubles that the others met
 */
record StormReport(StormPlan plan, List<Storm> storms, Map<String, Long> troubles, Machine machine) implements Report {

    /** The promise: the others' p99 stays below so many times what it is without a storm. */
    private static final double AT_MOST = 2;

    @Override
    public boolean isRight() {
        return troubles.isEmpty() && storms.stream().allMatch(Storm::isRight);
    }

    /** The middle one of the quiet times' p99, the lower of two: one that was not quiet makes no storm look better. */
    double quietP99() {
        double[] all = storms.stream()
                .mapToDouble(storm -> storm.quiet().p99())
                .sorted()
                .toArray();
        return all[(all.length - 1) / 2];
    }

    double ratio(Storm storm) {
        return Math.round(storm.others().p99() * 100 / Math.max(0.01, quietP99())) / 100.0;
    }

    boolean isPromiseKept(Storm storm) {
        return ratio(storm) < AT_MOST;
    }

    /** The highest rate at which all came in as they came, with the promise kept there and at each rate below; 0: none. */
    int sustained() {
        return storms.stream()
                .takeWhile(storm -> storm.keepsUp() && isPromiseKept(storm))
                .mapToInt(Storm::rate)
                .max()
                .orElse(0);
    }

    @Override
    public String table() {
        Sheet sheet = new Sheet()
                .line("gateway", plan.gateways().title())
                .line(machine)
                .line(
                        "others",
                        "%d users, %d messages per second",
                        plan.others().users(),
                        plan.others().rate())
                .line("quiet", "p99 %.2f ms, the middle one of %d quiet times", quietP99(), storms.size());
        storms.forEach(storm -> put(sheet, storm));
        return sheet.times("trouble", troubles)
                .line(
                        "sustained",
                        "%d handshakes per second, with the others' p99 below %.0f times that of the quiet",
                        sustained(),
                        AT_MOST)
                .toString();
    }

    private void put(Sheet sheet, Storm storm) {
        sheet.line(
                        "quiet",
                        "%d of %d messages came",
                        storm.quiet().received(),
                        storm.quiet().sent())
                .line("  ms", storm.quiet().times().percentiles())
                .line("  sent late ms", storm.quiet().late().percentiles())
                .line(
                        "storm",
                        "%d devices at %d per second: %d in after %.1f s, %.1f per second",
                        storm.devices(),
                        storm.rate(),
                        storm.arrived().devices(),
                        storm.arrived().in().toMillis() / 1_000.0,
                        storm.perSecond())
                .line("  to resumed ms", storm.arrived().times())
                .times("  refused", storm.refused())
                .times("  lost", storm.lost())
                .line(
                        "  others",
                        "%d of %d messages came; p99 %.2f times that of the quiet%s",
                        storm.others().received(),
                        storm.others().sent(),
                        ratio(storm),
                        isPromiseKept(storm) ? "" : ", NOT KEPT")
                .line("  ms", storm.others().times().percentiles())
                .line("  sent late ms", storm.others().late().percentiles());
        storm.cpuMicrosPerDevice()
                .forEach((process, micros) -> sheet.line("  cpu " + process, "%.1f µs per device", micros));
    }

    @Override
    public String json() {
        ObjectNode json = JsonLine.of("storm");
        json.put("seconds", plan.seconds())
                .put("others", plan.others().users())
                .put("messageRate", plan.others().rate())
                .put("gateway", plan.gateways().title())
                .put("quietP99Ms", quietP99())
                .put("sustainedPerSecond", sustained());
        ArrayNode all = json.putArray("storms");
        storms.forEach(storm -> put(all.addObject(), storm));
        JsonLine.put(json, machine);
        JsonLine.put(json.putObject("troubles"), troubles);
        return JsonLine.text(json);
    }

    private void put(ObjectNode json, Storm storm) {
        json.put("rate", storm.rate())
                .put("devices", storm.devices())
                .put("in", storm.arrived().devices())
                .put("handshakesPerSecond", storm.perSecond())
                .put("p99Ratio", ratio(storm))
                .put("promiseKept", isPromiseKept(storm));
        JsonLine.put(json.putObject("toResumedMs"), storm.arrived().times());
        put(json.putObject("quiet"), storm.quiet());
        put(json.putObject("meanwhile"), storm.others());
        JsonLine.put(json.putObject("refused"), storm.refused());
        JsonLine.put(json.putObject("lost"), storm.lost());
        ObjectNode cpu = json.putObject("cpuMicrosPerDevice");
        storm.cpuMicrosPerDevice().forEach(cpu::put);
    }

    private static void put(ObjectNode json, Heard heard) {
        json.put("sent", heard.sent()).put("received", heard.received());
        JsonLine.put(json.putObject("ms"), heard.times().percentiles());
        JsonLine.put(json.putObject("sentLateMs"), heard.late().percentiles());
    }
}
