// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.bench.command.GatewayJvm;
import io.posthorn.bench.load.Latencies.Percentiles;
import io.posthorn.bench.machine.Machine;
import io.posthorn.bench.storm.StormReport.Chat;
import io.posthorn.bench.storm.StormReport.Storm;
import io.posthorn.local.machine.Jdk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StormReportTest {

    private static final GatewayJvm GATEWAY = new GatewayJvm(1, new Jdk(Path.of("/jdk"), 17), "512m", false, Map.of());
    private static final StormPlan.Others OTHERS = new StormPlan.Others(10, 100, 0, 30);
    private static final StormPlan PLAN = new StormPlan(1_000, 200, OTHERS, GATEWAY);
    private static final Chat QUIET = chat(3_000, 3_000, 10);

    @Test
    void the_rate_is_of_those_that_came_in() {
        StormReport report = report(storm(1_000, Map.of()), chat(500, 500, 15));

        assertThat(report.json())
                .contains("\"handshakesPerSecond\":200.0", "\"p99Ratio\":1.5", "\"promiseKept\":true")
                .contains("\"gateway-1\":500.0")
                .doesNotContain("\n");
        assertThat(report.table())
                .contains("1000 in 5.0 s, 200.0 per second", "1.50 times")
                .doesNotContain("NOT KEPT");
    }

    @Test
    void a_promise_that_is_not_kept_is_told() {
        StormReport report = report(storm(1_000, Map.of()), chat(500, 500, 20));

        assertThat(report.isPromiseKept()).isFalse();
        assertThat(report.isRight()).as("the measurement is right all the same").isTrue();
        assertThat(report.table()).contains("2.00 times", "NOT KEPT");
    }

    @Test
    void who_was_refused_counts_and_is_told_why() {
        StormReport report = report(storm(400, Map.of("HTTP 503 Full now.", 600L)), chat(500, 500, 15));

        assertThat(report.isRight()).isTrue();
        assertThat(report.table()).contains("HTTP 503 Full now., 600 times");
        assertThat(report.json()).contains("\"refused\":{\"HTTP 503 Full now.\":600}");
    }

    @Test
    void who_is_neither_in_nor_refused_makes_it_wrong() {
        assertThat(report(storm(999, Map.of()), chat(500, 500, 15)).isRight()).isFalse();
    }

    @Test
    void a_message_that_is_missing_or_repeated_makes_it_wrong() {
        assertThat(report(storm(1_000, Map.of()), chat(500, 499, 15)).isRight()).isFalse();
        assertThat(report(storm(1_000, Map.of()), chat(500, 501, 15)).isRight()).isFalse();
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StormPlan(0, 1, OTHERS, GATEWAY))
                .withMessage("--devices is 0, allowed: 1 to 18000");
        assertThatIllegalArgumentException().isThrownBy(() -> new StormPlan(1, 0, OTHERS, GATEWAY));
        assertThatIllegalArgumentException().isThrownBy(() -> new StormPlan.Others(0, 1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StormPlan.Others(1, 0, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StormPlan.Others(1, 1, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StormPlan.Others(1, 1, 0, 0));
    }

    @Test
    void others_take_turns() {
        assertThat(OTHERS.userOf(0)).isEqualTo("other-1");
        assertThat(OTHERS.userOf(19)).isEqualTo("other-10");
    }

    private static Storm storm(int resumed, Map<String, Long> refused) {
        return new Storm(resumed, Duration.ofSeconds(5), times(99), refused, Map.of());
    }

    private static Chat chat(long sent, long received, double p99) {
        return new Chat(sent, received, times(p99));
    }

    private static Percentiles times(double p99) {
        return new Percentiles(1, 2, p99, 100, 200);
    }

    private static StormReport report(Storm storm, Chat meanwhile) {
        return new StormReport(
                PLAN,
                storm,
                QUIET,
                meanwhile,
                Map.of(),
                Map.of("gateway-1", Duration.ofMillis(500)),
                new Machine(2, "processor", "17", 0.5));
    }
}
