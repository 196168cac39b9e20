// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.drain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrainPlanTest {

    @Test
    void socketsAreClosedAtTheRate() {
        DrainPlan plan = DrainPlan.of(1_000, 100, 60_000);

        assertThat(plan.millis()).isEqualTo(10_000);
        assertThat(plan.dueAfter(0)).isZero();
        assertThat(plan.dueAfter(10)).isEqualTo(1);
        assertThat(plan.dueAfter(1_000)).isEqualTo(100);
        assertThat(plan.dueAfter(9_999)).isEqualTo(999);
        assertThat(plan.dueAfter(10_000)).isEqualTo(1_000);
    }

    @Test
    void whereThereIsLessTimeTheyAreClosedFaster() {
        DrainPlan plan = DrainPlan.of(1_000, 100, 2_000);

        assertThat(plan.dueAfter(1_000)).isEqualTo(500);
        assertThat(plan.dueAfter(2_000)).isEqualTo(1_000);
    }

    @Test
    void withoutConnectionsNothingIsDue() {
        assertThat(DrainPlan.of(0, 100, 2_000).dueAfter(0)).isZero();
    }

    @Test
    void aFewAreClosedAtOnce() {
        assertThat(DrainPlan.of(1, 5_000, 2_000).dueAfter(0)).isEqualTo(1);
    }

    @Test
    void manyForLongDoNotOverflow() {
        assertThat(DrainPlan.of(1_000_000, 1, 3_600_000).dueAfter(1_800_000)).isEqualTo(500_000);
    }
}
