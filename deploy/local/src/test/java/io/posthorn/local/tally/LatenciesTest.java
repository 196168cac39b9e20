// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void areKeptForEachWayAndDevice() {
        for (int count = 0; count < 99; count++) {
            latencies.record("POST", "phone", Duration.ofMillis(2));
        }
        latencies.record("POST", "phone", Duration.ofMillis(40));
        latencies.record("POST", "laptop", Duration.ofMillis(3));

        assertThat(latencies.table().lines())
                .containsExactly(
                        "latency of live delivery  device  messages  p50 ms  p99 ms  max ms",
                        "POST                      phone        100     2.0     2.0    40.0",
                        "POST                      laptop         1     3.0     3.0     3.0");
        assertThat(latencies.summary("POST"))
                .containsExactly("phone p50 2.0 ms, p99 2.0 ms", "laptop p50 3.0 ms, p99 3.0 ms");
    }

    @Test
    void keepWhatTookLongerThanAnybodyWaits() {
        latencies.record("POST", "phone", Duration.ofDays(1));

        assertThat(latencies.table().lines().get(1)).contains("  600");
    }

    @Test
    void knowNothingOfAWayThatWasNotTaken() {
        assertThat(latencies.summary("POST")).isEmpty();
    }
}
