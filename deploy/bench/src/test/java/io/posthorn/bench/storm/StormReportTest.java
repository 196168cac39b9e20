// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.bench.load.Latencies;
import io.posthorn.bench.load.Latencies.Percentiles;
import io.posthorn.bench.machine.Machine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StormReportTest {

    private static final Heard QUIET = heard(3_000, 3_000, 10);

    @Test
    void the_rate_is_of_those_that_came_in() {
        StormReport report = report(storm(100, 3_000, Map.of(), heard(500, 500, 15)));

        assertThat(report.json())
                .contains("\"handshakesPerSecond\":100.0", "\"p99Ratio\":1.5", "\"promiseKept\":true")
                .contains("\"sustainedPerSecond\":100", "\"gateway-1\":500.0")
                .doesNotContain("\n");
        assertThat(report.table())
                .contains("3000 devices at 100 per second: 3000 in after 30.0 s, 100.0 per second", "1.50 times")
                .contains("500.0 µs per device")
                .doesNotContain("NOT KEPT");
    }

    @Test
    void a_promise_that_is_not_kept_is_told() {
        StormReport report = report(storm(100, 3_000, Map.of(), heard(500, 500, 20)));

        assertThat(report.sustained()).isZero();
        assertThat(report.isRight()).as("the measurement is right all the same").isTrue();
        assertThat(report.table()).contains("2.00 times", "NOT KEPT");
    }

    @Test
    void sustained_is_the_last_rate_before_the_first_that_fails() {
        Heard calm = heard(500, 500, 15);
        Storm fifty = storm(50, 1_500, Map.of(), calm);
        Storm hundred = storm(100, 3_000, Map.of(), calm);

        assertThat(report(fifty, hundred).sustained()).isEqualTo(100);
        assertThat(report(fifty, storm(75, 2_250, Map.of(), heard(500, 500, 99)), hundred)
                        .sustained())
                .as("one that seems good above a bad one is luck")
                .isEqualTo(50);
        assertThat(report(fifty, storm(100, 2_800, Map.of("HTTP 503", 200L), calm))
                        .sustained())
                .as("some were refused")
                .isEqualTo(50);
    }

    @Test
    void who_comes_in_late_does_not_keep_up() {
        var late = new Storm.Arrived(3_000, Duration.ofSeconds(32), times(99));

        assertThat(new Storm(100, 3_000, late, Map.of(), Map.of(), QUIET, QUIET, Map.of()).keepsUp())
                .as("93.8 of 100 per second")
                .isFalse();
    }

    @Test
    void who_was_refused_counts_and_is_told_why() {
        StormReport report = report(storm(100, 2_400, Map.of("HTTP 503 Full now.", 600L), heard(500, 500, 15)));

        assertThat(report.isRight()).isTrue();
        assertThat(report.table()).contains("HTTP 503 Full now., 600 times");
        assertThat(report.json()).contains("\"refused\":{\"HTTP 503 Full now.\":600}");
    }

    @Test
    void who_is_neither_in_nor_refused_makes_it_wrong() {
        assertThat(report(storm(100, 2_999, Map.of(), heard(500, 500, 15))).isRight())
                .isFalse();
    }

    @Test
    void a_message_that_is_missing_or_repeated_makes_it_wrong() {
        assertThat(report(storm(100, 3_000, Map.of(), heard(500, 499, 15))).isRight())
                .isFalse();
        assertThat(report(storm(100, 3_000, Map.of(), heard(500, 501, 15))).isRight())
                .isFalse();
    }

    @Test
    void a_quiet_time_that_was_not_quiet_makes_no_storm_look_better() {
        Heard calm = heard(500, 500, 15);
        Storm first = storm(50, 1_500, Map.of(), calm);
        Storm disturbed = after(heard(3_000, 3_000, 900), storm(100, 3_000, Map.of(), heard(500, 500, 30)));

        assertThat(report(first, disturbed).quietP99()).isBetween(9.9, 10.1);
        assertThat(report(first, disturbed).sustained()).isEqualTo(50);
        assertThat(report(first, disturbed).table()).contains("p99 900");
    }

    @Test
    void messages_that_were_lost_in_a_quiet_time_make_it_wrong() {
        Storm good = storm(100, 3_000, Map.of(), heard(500, 500, 15));

        assertThat(report(after(heard(100, 99, 10), good)).isRight()).isFalse();
    }

    private static Storm after(Heard quiet, Storm storm) {
        return new Storm(
                storm.rate(),
                storm.devices(),
                storm.arrived(),
                storm.refused(),
                storm.lost(),
                quiet,
                storm.others(),
                storm.cpu());
    }

    private static Heard heard(int sent, int received, long millis) {
        Latencies times = new Latencies();
        for (int i = 0; i < received; i++) {
            times.record(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        return new Heard(sent, received, times, new Latencies());
    }

    private static Percentiles times(double p99) {
        return new Percentiles(1, 2, p99, 100, 200);
    }

    private static Storm storm(int rate, int in, Map<String, Long> refused, Heard others) {
        return new Storm(
                rate,
                rate * 30,
                new Storm.Arrived(in, Duration.ofSeconds(30), times(99)),
                refused,
                Map.of(),
                QUIET,
                others,
                Map.of("gateway-1", Duration.ofNanos(in * 500_000L)));
    }

    private static StormReport report(Storm... storms) {
        return new StormReport(
                StormPlanTest.plan(50, 100), List.of(storms), Map.of(), new Machine(2, "processor", "17", 0.5));
    }
}
