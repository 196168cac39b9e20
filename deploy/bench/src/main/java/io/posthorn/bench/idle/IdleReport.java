// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.idle;

import io.posthorn.bench.load.Latencies.Percentiles;
import io.posthorn.bench.machine.LiveHeap;
import io.posthorn.bench.machine.Machine;
import io.posthorn.bench.report.JsonLine;
import io.posthorn.bench.report.Report;
import io.posthorn.bench.report.Sheet;
import io.posthorn.bench.swarm.SwarmStatus;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was measured.
 *
 * @param none without connections
 * @param all with all of them
 */
record IdleReport(
        IdlePlan plan,
        Opened opened,
        Costs none,
        Costs all,
        List<Broadcast> broadcasts,
        SwarmStatus end,
        Machine machine)
        implements Report {

    private static final int CLASSES = 16;

    /**
     * How the connections came in, as many at once as the generators try.
     *
     * @param times from the first packet of each to its {@code resumed}
     */
    record Opened(int connections, Duration in, Percentiles times) {

        double perSecond() {
            return Math.round(connections * 10_000.0 / Math.max(1, in.toMillis())) / 10.0;
        }
    }

    /**
     * Of all gateways together.
     *
     * @param resident memory in bytes; the heap is in it as a whole, used or not
     * @param cpu processor time while {@code time} passed
     */
    record Costs(LiveHeap heap, long resident, Duration cpu, Duration time) {

        double cpuMicrosPerMinute() {
            return cpu.toNanos() / 1_000.0 * Duration.ofMinutes(1).toNanos() / time.toNanos();
        }
    }

    @Override
    public boolean isRight() {
        return opened.connections == plan.connections()
                && end.open() == plan.connections()
                && end.losses().isEmpty()
                && broadcasts.stream().allMatch(broadcast -> broadcast.arrived() == plan.connections());
    }

    long heapPerConnection() {
        return perConnection(all.heap.bytes() - none.heap.bytes());
    }

    /** Beside the heap, whose size is fixed. */
    long nativePerConnection() {
        return perConnection(all.resident - none.resident);
    }

    long residentPerConnection() {
        return heapPerConnection() + nativePerConnection();
    }

    double cpuMicrosPerConnectionMinute() {
        double micros = (all.cpuMicrosPerMinute() - none.cpuMicrosPerMinute()) / Math.max(1, opened.connections);
        return Math.round(micros * 10) / 10.0;
    }

    private long perConnection(long bytes) {
        return Math.round((double) bytes / Math.max(1, opened.connections));
    }

    @Override
    public String table() {
        Sheet sheet = new Sheet()
                .line(
                        "connections",
                        "%d of %d on %d gateways, %d devices for each user",
                        opened.connections,
                        plan.connections(),
                        plan.gateways().instances(),
                        plan.devicesPerUser())
                .line("gateway", plan.gateways().title())
                .line(machine)
                .line("came in", "%.1f s, %.1f per second", opened.in.toMillis() / 1_000.0, opened.perSecond())
                .line("to resumed ms", opened.times)
                .line("heap", "%,d bytes per connection", heapPerConnection())
                .line(
                        "resident",
                        "%,d bytes per connection, %,d of them outside the heap",
                        residentPerConnection(),
                        nativePerConnection())
                .line("cpu", "%.1f µs per connection and minute", cpuMicrosPerConnectionMinute());
        for (LiveHeap.Growth growth : all.heap.growthSince(none.heap, CLASSES)) {
            sheet.line("  of heap", "%,6d bytes of %s", perConnection(growth.bytes()), growth.type());
        }
        for (Broadcast broadcast : broadcasts) {
            sheet.line(
                            "broadcast",
                            "%d arrived; for each frame %.1f µs of gateways and %.1f µs of what is behind them",
                            broadcast.arrived(),
                            broadcast.gatewayMicrosPerFrame(),
                            broadcast.otherMicrosPerFrame())
                    .line("  to arrival ms", broadcast.times());
        }
        return sheet.times("failed first", end.failures())
                .times("lost", end.losses())
                .toString();
    }

    @Override
    public String json() {
        ObjectNode json = JsonLine.of("idle");
        json.put("connections", plan.connections())
                .put("gateways", plan.gateways().instances())
                .put("devicesPerUser", plan.devicesPerUser())
                .put("gateway", plan.gateways().title())
                .put("in", opened.connections)
                .put("handshakesPerSecond", opened.perSecond())
                .put("heapBytesPerConnection", heapPerConnection())
                .put("nativeBytesPerConnection", nativePerConnection())
                .put("residentBytesPerConnection", residentPerConnection())
                .put("cpuMicrosPerConnectionMinute", cpuMicrosPerConnectionMinute())
                .put("heapBytesEmpty", none.heap.bytes())
                .put("residentBytesEmpty", none.resident);
        JsonLine.put(json.putObject("toResumedMs"), opened.times);
        ArrayNode sent = json.putArray("broadcasts");
        for (Broadcast broadcast : broadcasts) {
            ObjectNode each = sent.addObject()
                    .put("arrived", broadcast.arrived())
                    .put("gatewayMicrosPerFrame", broadcast.gatewayMicrosPerFrame())
                    .put("otherMicrosPerFrame", broadcast.otherMicrosPerFrame());
            JsonLine.put(each.putObject("toArrivalMs"), broadcast.times());
        }
        JsonLine.put(json, machine);
        JsonLine.put(json.putObject("failedFirst"), end.failures());
        JsonLine.put(json.putObject("lost"), end.losses());
        return JsonLine.text(json);
    }
}
