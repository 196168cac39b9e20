// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.bench.load.Arrivals.Count;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ArrivalsTest {

    private static final Duration SHORT = Duration.ofMillis(20);

    /** Messages 0 and 2 for user 0, 1 and 3 for user 1; two devices each. */
    private final Arrivals arrivals = new Arrivals(4, 2, 2);

    @Test
    void all_that_came_once_and_in_order_is_right() throws InterruptedException {
        allArrive();
        arrivals.awaitAll(Duration.ofDays(1));

        assertThat(arrivals.count()).isEqualTo(new Count(8, 8, 0, 0, 0, 0, 0));
        assertThat(arrivals.count().isRight()).isTrue();
    }

    @Test
    @Timeout(10)
    void what_does_not_come_is_missing() throws InterruptedException {
        assertThat(arrivals.arrived(0, 0, 0)).isTrue();
        assertThat(arrivals.arrived(0, 0, 1)).isTrue();
        assertThat(arrivals.arrived(1, 1, 0)).isTrue();
        arrivals.awaitAll(SHORT);

        assertThat(arrivals.count()).isEqualTo(new Count(8, 3, 5, 0, 0, 0, 0));
        assertThat(arrivals.count().isRight()).isFalse();
    }

    @Test
    void what_comes_twice_on_a_device_is_repeated_and_hides_nothing_that_is_missing() {
        assertThat(arrivals.arrived(0, 0, 0)).isTrue();
        assertThat(arrivals.arrived(0, 0, 0)).isFalse();
        assertThat(arrivals.arrived(0, 0, 0)).isFalse();

        assertThat(arrivals.count()).isEqualTo(new Count(8, 1, 7, 2, 0, 0, 0));
        assertThat(arrivals.count().isRight()).isFalse();
    }

    @Test
    void repeats_are_found_also_when_nothing_is_missing() {
        allArrive();
        arrivals.arrived(3, 1, 1);

        assertThat(arrivals.count()).isEqualTo(new Count(8, 8, 0, 1, 0, 0, 0));
        assertThat(arrivals.count().isRight()).isFalse();
    }

    @Test
    void a_later_one_before_an_earlier_one_on_the_same_device_is_out_of_order() {
        arrivals.arrived(2, 0, 0);
        arrivals.arrived(0, 0, 0);
        arrivals.arrived(0, 0, 1);
        arrivals.arrived(2, 0, 1);

        assertThat(arrivals.count().disordered()).isEqualTo(1);
        assertThat(arrivals.count().isRight()).isFalse();
    }

    @Test
    void what_was_not_accepted_is_not_missing_but_not_right_either() throws InterruptedException {
        allArriveBut(3);
        arrivals.notSent(3);
        arrivals.awaitAll(Duration.ofDays(1));

        assertThat(arrivals.count()).isEqualTo(new Count(6, 6, 0, 0, 0, 1, 0));
        assertThat(arrivals.count().isRight()).isFalse();
    }

    @Test
    void what_nobody_sent_is_unknown() {
        allArrive();
        assertThat(arrivals.arrived(-1, 0, 0)).isFalse();
        assertThat(arrivals.arrived(4, 0, 0)).isFalse();

        assertThat(arrivals.count().unknown()).isEqualTo(2);
        assertThat(arrivals.count().isRight()).isFalse();
    }

    @Test
    void many_threads_count_right() {
        Arrivals many = new Arrivals(10_000, 100, 2);
        IntStream.range(0, 40_000).parallel().forEach(i -> many.arrived(i % 10_000, i % 100, i / 10_000 % 2));

        assertThat(many.count().received()).isEqualTo(20_000);
        assertThat(many.count().repeated()).isEqualTo(20_000);
    }

    private void allArrive() {
        allArriveBut(-1);
    }

    private void allArriveBut(int missing) {
        for (int message = 0; message < 4; message++) {
            for (int device = 0; device < 2 && message != missing; device++) {
                arrivals.arrived(message, message % 2, device);
            }
        }
    }
}
