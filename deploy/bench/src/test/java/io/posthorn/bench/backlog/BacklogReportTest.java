// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.bench.load.Arrivals;
import io.posthorn.bench.load.Latencies.Percentiles;
import io.posthorn.bench.machine.Machine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BacklogReportTest {

    private static final Percentiles LATENCY = new Percentiles(1, 2, 3, 4, 5);
    private static final Arrivals.Count SOUND = new Arrivals.Count(100, 100, 0, 0, 0, 0, 0);

    @Test
    void theRateIsOfWhatCame() {
        assertThat(report(SOUND, SOUND).json()).contains("\"perSecond\":50.0").doesNotContain("\n");
        assertThat(report(SOUND, SOUND).table()).contains("100 messages in 2.0 s, 50 per second");
    }

    @Test
    void whatIsMissingOrRepeatedIsNotRight() {
        assertThat(report(SOUND, SOUND).isRight()).isTrue();
        assertThat(report(new Arrivals.Count(100, 99, 1, 0, 0, 0, 0), SOUND).isRight())
                .isFalse();
        assertThat(report(SOUND, new Arrivals.Count(100, 100, 0, 1, 0, 0, 0)).isRight())
                .isFalse();
    }

    private static BacklogReport report(Arrivals.Count backlog, Arrivals.Count others) {
        return new BacklogReport(
                new BacklogPlan(100, 1, 1, 1),
                Duration.ofSeconds(2),
                backlog,
                others,
                LATENCY,
                LATENCY,
                new Machine(2, "processor", "17", 0.5));
    }
}
