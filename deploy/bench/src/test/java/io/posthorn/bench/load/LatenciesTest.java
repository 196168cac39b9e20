// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.bench.load.Latencies.Percentiles;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void those_of_several_processes_are_one() {
        Latencies one = new Latencies();
        Latencies other = new Latencies();
        one.record(1_000_000);
        other.record(1_500_000);
        other.record(2_000_000);

        Latencies all = Latencies.of(List.of(one.encoded(), other.encoded(), new Latencies().encoded()));

        assertThat(all.count()).isEqualTo(3);
        assertThat(all.percentiles().p50()).isEqualTo(1.5);
        assertThat(all.percentiles().max()).isEqualTo(2.0);
        assertThat(Latencies.of(List.of()).count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "AAAA", "failed: no order"})
    void what_are_no_latencies_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Latencies.of(List.of(text)));
    }
}
