// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.bench.load.Latencies.Percentiles;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void percentiles_are_in_milliseconds() {
        for (int millis = 1; millis <= 1_000; millis++) {
            latencies.record(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        Percentiles found = latencies.percentiles();

        assertThat(found.p50()).isCloseTo(500, Offset.offset(1.0));
        assertThat(found.p90()).isCloseTo(900, Offset.offset(1.0));
        assertThat(found.p99()).isCloseTo(990, Offset.offset(1.0));
        assertThat(found.p999()).isCloseTo(999, Offset.offset(1.0));
        assertThat(found.max()).isCloseTo(1_000, Offset.offset(1.0));
    }

    @Test
    void what_cannot_be_counts_as_the_nearest_that_can() {
        latencies.record(-5);
        assertThat(latencies.percentiles().max()).isZero();
        latencies.record(TimeUnit.HOURS.toNanos(3));
        assertThat(latencies.percentiles().max()).isCloseTo(600_000, Offset.offset(600.0));
    }

    @Test
    void nothing_measured_is_nothing() {
        assertThat(latencies.percentiles()).isEqualTo(new Percentiles(0, 0, 0, 0, 0));
    }
}
