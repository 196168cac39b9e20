// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.bench.machine.Machine;
import io.posthorn.bench.state.StateReport.Bytes;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateReportTest {

    @Test
    void whatMessagesCostIsWhatCameAfterTheUsers() {
        StateReport report = new StateReport(
                new StatePlan(10, 100, 300, 1, 0),
                new Bytes(Map.of("users", 1_000L), Map.of("users", 2_000L)),
                new Bytes(Map.of("users", 1_000L, "pending", 50_000L), Map.of("users", 2_000L, "pending", 60_000L)),
                Duration.ofSeconds(3),
                Map.of("kill -9", Duration.ofMillis(7_500)),
                new Machine(2, "processor", "17", 0.5));

        assertThat(report.json())
                .contains("\"rocksDbBytesPerUser\":100.0", "\"changelogBytesPerUser\":200.0")
                .contains("\"rocksDbBytesPerMessage\":500.0", "\"changelogBytesPerMessage\":600.0")
                .contains("\"kill -9\":7.5");
    }

    @Test
    void nothingThatWaitsCostsNothing() {
        Bytes nothing = new Bytes(Map.of(), Map.of());
        StateReport report = new StateReport(
                new StatePlan(10, 0, 300, 1, 0),
                nothing,
                nothing,
                Duration.ZERO,
                Map.of(),
                new Machine(2, "processor", "17", 0.5));

        assertThat(report.json()).contains("\"rocksDbBytesPerMessage\":0.0");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StatePlan(0, 1, 1, 1, 0))
                .withMessage("--users is 0, allowed: 1 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> new StatePlan(1, -1, 1, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new StatePlan(1, 1, 70_000, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new StatePlan(1, 1, 1, 3, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StatePlan(1, 1, 1, 1, 1))
                .withMessage("--standbys is 1, allowed: 0, or 1 with two instances");
    }
}
