// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.backlog;

import io.posthorn.bench.load.Arrivals;
import io.posthorn.bench.load.Latencies.Percentiles;
import io.posthorn.bench.machine.Machine;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
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
        Machine on) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    boolean isRight() {
        return backlog.isRight() && others.isRight();
    }

    private double perSecond() {
        return backlog.received() * 1_000.0 / Math.max(1, drained.toMillis());
    }

    String table() {
        return String.format(
                Locale.ROOT,
                "backlog           %d messages in %.1f s, %.0f per second; %d missing, %d repeated, %d out of order%n"
                        + "others            %d at %d/s; %d missing, %d repeated, %d out of order%n"
                        + "latency ms before p50 %.2f  p99 %.2f  max %.2f%n"
                        + "meanwhile         p50 %.2f  p99 %.2f  max %.2f%n",
                backlog.received(),
                drained.toMillis() / 1_000.0,
                perSecond(),
                backlog.missing(),
                backlog.repeated(),
                backlog.disordered(),
                others.received(),
                plan.rate(),
                others.missing(),
                others.repeated(),
                others.disordered(),
                before.p50(),
                before.p99(),
                before.max(),
                meanwhile.p50(),
                meanwhile.p99(),
                meanwhile.max());
    }

    /** One line. */
    String json() {
        ObjectNode json = JSON.createObjectNode().put("bench", "backlog");
        json.put("messages", plan.messages())
                .put("others", plan.others())
                .put("rate", plan.rate())
                .put("drainedSeconds", drained.toMillis() / 1_000.0)
                .put("perSecond", perSecond())
                .put("missing", backlog.missing() + others.missing())
                .put("repeated", backlog.repeated() + others.repeated())
                .put("outOfOrder", backlog.disordered() + others.disordered());
        put(json.putObject("latencyBeforeMs"), before);
        put(json.putObject("latencyMeanwhileMs"), meanwhile);
        json.put("load", on.load())
                .put("cores", on.cores())
                .put("processor", on.processor())
                .put("jdk", on.jdk());
        return JSON.writeValueAsString(json);
    }

    private static void put(ObjectNode json, Percentiles of) {
        json.put("p50", of.p50()).put("p99", of.p99()).put("max", of.max());
    }
}
