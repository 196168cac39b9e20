// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.backlog;

import io.posthorn.bench.load.Arrivals;
import io.posthorn.bench.load.Latencies.Percentiles;
import io.posthorn.bench.machine.Machine;
import io.posthorn.bench.report.JsonLine;
import io.posthorn.bench.report.Report;
import io.posthorn.bench.report.Sheet;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was measured.
 *
 * @param drained from the connect of the device to the last message of its backlog
 * @param before latencies of the others before it came
 * @param meanwhile and while it was served
 */
record BacklogReport(
        BacklogPlan plan,
        Duration drained,
        Arrivals.Count backlog,
        Arrivals.Count others,
        Percentiles before,
        Percentiles meanwhile,
        Machine on)
        implements Report {

    @Override
    public boolean isRight() {
        return backlog.isRight() && others.isRight();
    }

    private double perSecond() {
        return backlog.received() * 1_000.0 / Math.max(1, drained.toMillis());
    }

    @Override
    public String table() {
        return new Sheet()
                .line(
                        "backlog",
                        "%d messages in %.1f s, %.0f per second; %s",
                        backlog.received(),
                        drained.toMillis() / 1_000.0,
                        perSecond(),
                        faults(backlog))
                .line("others", "%d at %d/s; %s", others.received(), plan.rate(), faults(others))
                .line("latency ms before", before)
                .line("meanwhile", meanwhile)
                .line(on)
                .toString();
    }

    private static String faults(Arrivals.Count count) {
        return "%d missing, %d repeated, %d out of order"
                .formatted(count.missing(), count.repeated(), count.disordered());
    }

    @Override
    public String json() {
        ObjectNode json = JsonLine.of("backlog");
        json.put("messages", plan.messages())
                .put("others", plan.others())
                .put("rate", plan.rate())
                .put("drainedSeconds", drained.toMillis() / 1_000.0)
                .put("perSecond", perSecond())
                .put("missing", backlog.missing() + others.missing())
                .put("repeated", backlog.repeated() + others.repeated())
                .put("outOfOrder", backlog.disordered() + others.disordered());
        JsonLine.put(json.putObject("latencyBeforeMs"), before);
        JsonLine.put(json.putObject("latencyMeanwhileMs"), meanwhile);
        JsonLine.put(json, on);
        return JsonLine.text(json);
    }
}
