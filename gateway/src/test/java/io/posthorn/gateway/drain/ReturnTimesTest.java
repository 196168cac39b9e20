// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnTimesTest {

    /** Whether there is time enough to close them at the rate, or not. */
    @ParameterizedTest
    @CsvSource({
        "10000, 500, 60000, 2000",
        "10000, 500, 3000, 2000",
        "100, 20, 60000, 2000",
        "7, 500, 60000, 2000",
        "1000, 3, 100, 0"
    })
    void theyComeBackAtTheRateHoweverFastTheyAreClosed(int connections, int rate, long timeout, long spread) {
        long[] back = returns(connections, rate, timeout, spread);

        Arrays.sort(back);
        int most = 0;
        for (int first = 0, last = 0; last < back.length; last++) {
            while (back[last] - back[first] >= 1_000) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        // One more, as times are cut to milliseconds. What is left of the rate is for those who are late.
        assertThat(most).isLessThanOrEqualTo(rate * 4 / 5 + 1);
        assertThat(back[back.length - 1])
                .isLessThanOrEqualTo((connections + 2L * spread * rate / 1_000 + 1) * 1_250 / rate);
    }

    @Test
    void nobodyWaitsMuchLongerThanTheSpreadWantsWhereThereIsTime() {
        var times = new ReturnTimes(500, 2_000, 10_000, new Random(1));
        for (int i = 0; i < 10_000; i++) {
            long late = i * 2L / 4;
            assertThat((long) times.next(i * 2L)).isBetween(0L, 5_000 + late);
        }
    }

    @Test
    void neighboursAreToldDifferentTimes() {
        var times = new ReturnTimes(500, 2_000, 10_000, new Random(1));
        long different = java.util.stream.IntStream.range(0, 1_000)
                .map(i -> times.next(0))
                .distinct()
                .count();

        assertThat(different).isEqualTo(1_000);
    }

    @Test
    void aSingleOneComesBackAtOnce() {
        assertThat(new ReturnTimes(500, 2_000, 1, new Random(1)).next(0)).isLessThan(10);
    }

    @Test
    void whoIsToldLateDoesNotWaitLonger() {
        assertThat(new ReturnTimes(500, 2_000, 1, new Random(1)).next(60_000)).isZero();
    }

    private static long[] returns(int connections, int rate, long timeout, long spread) {
        var plan = DrainPlan.of(connections, rate, timeout);
        var times = new ReturnTimes(rate, spread, connections, new Random(1));
        long[] back = new long[connections];
        int closed = 0;
        for (long now = 0; closed < connections; now++) {
            for (int due = plan.dueAfter(now); closed < due; closed++) {
                back[closed] = now + times.next(now);
            }
        }
        return back;
    }
}
