// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.bench.latency.LatencyPlan.Audience;
import io.posthorn.bench.latency.LatencyPlan.Content;
import io.posthorn.bench.latency.LatencyPlan.Load;
import io.posthorn.bench.latency.LatencyReport.Circumstances;
import io.posthorn.bench.load.Arrivals.Count;
import io.posthorn.bench.load.Latencies.Percentiles;
import io.posthorn.bench.machine.Machine;
import io.posthorn.contracts.wire.Subprotocol;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyReportTest {

    private static final Count RIGHT = new Count(20_000, 20_000, 0, 0, 0, 0, 0);

    @Test
    void the_last_line_is_one_object_with_all_figures() {
        assertThat(report(RIGHT, Map.of()).json())
                .isEqualTo(
                        "{\"bench\":\"latency\",\"rate\":500,\"seconds\":30,\"warmup\":10,\"users\":1000,\"devices\":2,"
                                + "\"subprotocol\":\"proto\",\"class\":\"chat\",\"bytes\":300,"
                                + "\"expected\":20000,\"received\":20000,\"missing\":0,\"repeated\":0,\"outOfOrder\":0,"
                                + "\"notSent\":0,\"unknown\":0,"
                                + "\"latencyMs\":{\"p50\":1.9,\"p90\":4.0,\"p99\":13.5,\"p99.9\":30.25,\"max\":41.0},"
                                + "\"generatorLateMs\":{\"p50\":0.05,\"p90\":0.1,\"p99\":0.2,\"p99.9\":0.9,\"max\":2.0},"
                                + "\"cpuMicrosPerMessage\":{\"kafka\":100.0,\"gateway-1\":33.3},"
                                + "\"load\":1.25,\"cores\":2,\"processor\":\"Some CPU\",\"jdk\":\"Vendor 17.0.15\",\"troubles\":{}}");
    }

    @Test
    void the_table_says_the_same_to_people() {
        assertThat(report(RIGHT, Map.of()).table())
                .contains("500/s for 30 s after 10 s")
                .contains("1000 users, 2 devices each, posthorn.v1.proto")
                .contains("p50 1.90  p90 4.00  p99 13.50  p99.9 30.25  max 41.00")
                .contains("0 missing, 0 repeated")
                .contains("cpu gateway-1      33.3 µs per message")
                .doesNotContain("trouble");
    }

    @Test
    void troubles_are_told() {
        LatencyReport report = report(RIGHT, Map.of("closed with 4200", 3L));

        assertThat(report.table()).contains("closed with 4200, 3 times");
        assertThat(report.json()).endsWith("\"troubles\":{\"closed with 4200\":3}}");
    }

    @Test
    void anything_missing_repeated_disordered_unsent_or_unknown_is_wrong() {
        assertThat(report(RIGHT, Map.of()).isRight()).isTrue();
        assertThat(report(new Count(2, 1, 1, 0, 0, 0, 0), Map.of()).isRight()).isFalse();
        assertThat(report(new Count(2, 2, 0, 1, 0, 0, 0), Map.of()).isRight()).isFalse();
        assertThat(report(new Count(2, 2, 0, 0, 1, 0, 0), Map.of()).isRight()).isFalse();
        assertThat(report(new Count(1, 1, 0, 0, 0, 1, 0), Map.of()).isRight()).isFalse();
        assertThat(report(new Count(2, 2, 0, 0, 0, 0, 1), Map.of()).isRight()).isFalse();
    }

    private static LatencyReport report(Count count, Map<String, Long> troubles) {
        Map<String, Duration> cpu = new LinkedHashMap<>();
        cpu.put("kafka", Duration.ofSeconds(3));
        cpu.put("gateway-1", Duration.ofSeconds(1));
        return new LatencyReport(
                new LatencyPlan(
                        new Load(500, 10, 30), new Audience(1_000, 2, Subprotocol.PROTO), new Content("chat", 300)),
                count,
                new Percentiles(1.9, 4, 13.5, 30.25, 41),
                new Percentiles(0.05, 0.1, 0.2, 0.9, 2),
                cpu,
                new Circumstances(new Machine(2, "Some CPU", "Vendor 17.0.15", 1.25), troubles));
    }
}
