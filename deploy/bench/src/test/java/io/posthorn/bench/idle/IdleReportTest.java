// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.idle;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.bench.idle.IdleReport.Costs;
import io.posthorn.bench.idle.IdleReport.Opened;
import io.posthorn.bench.load.Latencies.Percentiles;
import io.posthorn.bench.machine.LiveHeap;
import io.posthorn.bench.machine.Machine;
import io.posthorn.bench.swarm.SwarmStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdleReportTest {

    private static final Percentiles TIMES = new Percentiles(1, 2, 3, 4, 5);
    private static final Costs NONE = new Costs(
            new LiveHeap(20_000_000, Map.of("A", 100L)), 700_000_000, Duration.ofMillis(500), Duration.ofSeconds(30));
    private static final Costs ALL = new Costs(
            new LiveHeap(23_000_000, Map.of("A", 1_000_100L, "B", 2_000_000L)),
            701_000_000,
            Duration.ofSeconds(3),
            Duration.ofMinutes(1));
    private static final Broadcast BROADCAST = new Broadcast(1_000, TIMES, Duration.ofMillis(20), Duration.ofMillis(5));

    @Test
    void a_connection_costs_what_is_more_with_all_than_without() {
        IdleReport report = report(1_000, open(1_000, Map.of()), BROADCAST);

        assertThat(report.heapPerConnection()).isEqualTo(3_000);
        assertThat(report.nativePerConnection()).isEqualTo(1_000);
        assertThat(report.residentPerConnection()).isEqualTo(4_000);
        assertThat(report.cpuMicrosPerConnectionMinute())
                .as("3 s less 1 s in a minute")
                .isEqualTo(2_000.0);
        assertThat(report.json())
                .contains(
                        "\"bench\":\"idle\"", "\"heapBytesPerConnection\":3000", "\"residentBytesPerConnection\":4000")
                .contains(
                        "\"handshakesPerSecond\":500.0",
                        "\"gatewayMicrosPerFrame\":20.0",
                        "\"otherMicrosPerFrame\":5.0")
                .doesNotContain("\n");
        assertThat(report.table())
                .contains("3,000 bytes per connection", "4,000 bytes per connection, 1,000 of them outside the heap")
                .contains("2,000 bytes of B", "1,000 bytes of A");
    }

    @Test
    void who_is_missing_or_lost_makes_it_wrong() {
        assertThat(report(1_000, open(1_000, Map.of()), BROADCAST).isRight()).isTrue();
        assertThat(report(999, open(999, Map.of()), BROADCAST).isRight()).isFalse();
        assertThat(report(1_000, open(999, Map.of()), BROADCAST).isRight()).isFalse();
        assertThat(report(1_000, open(1_000, Map.of("closed with 4200", 1L)), BROADCAST)
                        .isRight())
                .isFalse();
        assertThat(report(1_000, open(1_000, Map.of()), new Broadcast(999, TIMES, Duration.ZERO, Duration.ZERO))
                        .isRight())
                .isFalse();
    }

    @Test
    void nobody_costs_nothing() {
        assertThat(report(0, open(0, Map.of()), new Broadcast(0, TIMES, Duration.ZERO, Duration.ZERO))
                        .json())
                .contains("\"in\":0");
    }

    @Test
    void what_was_lost_is_told() {
        IdleReport report = report(1_000, open(1_000, Map.of("closed with 4200", 3L)), BROADCAST);

        assertThat(report.table()).contains("closed with 4200, 3 times");
        assertThat(report.json()).contains("\"lost\":{\"closed with 4200\":3}");
    }

    private static SwarmStatus open(int open, Map<String, Long> losses) {
        return new SwarmStatus(open, 0, open, 0, Map.of(), losses, Map.of());
    }

    private static IdleReport report(int in, SwarmStatus end, Broadcast broadcast) {
        return new IdleReport(
                IdlePlanTest.plan(1_000, 1),
                new Opened(in, Duration.ofSeconds(2), TIMES),
                NONE,
                ALL,
                List.of(broadcast),
                end,
                new Machine(2, "processor", "17", 0.5));
    }
}
