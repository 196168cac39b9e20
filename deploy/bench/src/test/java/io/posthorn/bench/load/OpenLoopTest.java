// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    @Test
    void nothing_is_done_before_it_is_due() throws InterruptedException {
        Schedule schedule = new Schedule(System.nanoTime(), 200);
        List<Long> early = new ArrayList<>();
        new OpenLoop(schedule).run(0, 20, number -> {
            if (schedule.until(number, System.nanoTime()) > 0) {
                early.add((long) number);
            }
        });

        assertThat(early).isEmpty();
    }

    @Test
    void what_is_late_is_done_at_once_in_order_and_its_lateness_recorded() throws InterruptedException {
        long aMinuteAgo = System.nanoTime() - TimeUnit.MINUTES.toNanos(1);
        OpenLoop loop = new OpenLoop(new Schedule(aMinuteAgo, 10));
        List<Integer> done = new ArrayList<>();
        loop.run(100, 103, done::add);

        assertThat(done).containsExactly(100, 101, 102);
        assertThat(loop.lateness().percentiles().p50()).isBetween(49_000.0, 60_000.0);
    }

    @Test
    void a_stall_is_seen_by_all_that_it_held_up() throws InterruptedException {
        Schedule schedule = new Schedule(System.nanoTime(), 1_000);
        OpenLoop loop = new OpenLoop(schedule);
        loop.run(0, 60, number -> {
            while (number == 0 && schedule.until(50, System.nanoTime()) > 0) {
                Thread.onSpinWait();
            }
        });

        assertThat(loop.lateness().percentiles().p50())
                .as("ms, half of the 50 that waited for number 0")
                .isGreaterThan(15);
    }

    @Test
    void who_is_interrupted_stops() {
        OpenLoop loop = new OpenLoop(new Schedule(System.nanoTime() + TimeUnit.HOURS.toNanos(1), 1));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> loop.run(0, 1, number -> {})).isInstanceOf(InterruptedException.class);
    }
}
