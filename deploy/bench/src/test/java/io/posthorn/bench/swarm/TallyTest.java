// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

    private final Tally tally = new Tally();

    @Test
    void who_comes_in_is_open_until_it_is_lost_or_left() {
        for (int i = 0; i < 4; i++) {
            tally.begun();
        }
        tally.resumed(1_000, 5_000_000);
        tally.resumed(1_000, 7_000_000);
        tally.failed("HTTP 503");
        tally.lost("closed with 4200");
        tally.left();

        assertThat(tally.status())
                .isEqualTo(new SwarmStatus(
                        1, 1, 2, 7_000_000, Map.of("HTTP 503", 1L), Map.of("closed with 4200", 1L), Map.of()));
        assertThat(tally.underWay()).isEqualTo(1);
        assertThat(tally.times(Tally.RESUMED).percentiles().max()).isEqualTo(7.0);
    }

    @Test
    void messages_count_by_phase() {
        tally.message("q", 1_000_000);
        tally.message("q", 2_000_000);
        tally.message("s", 1_500_000);

        assertThat(tally.status().messagesOf("q")).isEqualTo(2);
        assertThat(tally.status().messagesOf("s")).isEqualTo(1);
        assertThat(tally.status().messagesOf("w")).isZero();
        assertThat(tally.times("s").percentiles().max()).isEqualTo(1.5);
        assertThat(tally.times("w").count()).isZero();
    }

    @Test
    void a_status_goes_from_process_to_process() {
        tally.begun();
        tally.failed("HTTP 503 \"now\"");
        tally.trouble("error");
        tally.message("q", 1);

        assertThat(SwarmStatus.parse(tally.status().json())).isEqualTo(tally.status());
    }

    @Test
    void several_processes_are_counted_together() {
        var one = new SwarmStatus(1, 2, 3, 40, Map.of("a", 1L), Map.of(), Map.of("q", 5L));
        var other = new SwarmStatus(10, 20, 30, 39, Map.of("a", 2L, "b", 3L), Map.of("x", 1L), Map.of("q", 6L));

        SwarmStatus both = SwarmStatus.of(List.of(one, other));

        assertThat(both)
                .isEqualTo(
                        new SwarmStatus(11, 22, 33, 40, Map.of("a", 3L, "b", 3L), Map.of("x", 1L), Map.of("q", 11L)));
        assertThat(both.failed()).isEqualTo(6);
    }
}
