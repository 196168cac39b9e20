// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.bench.command.GatewayJvm;
import io.posthorn.local.machine.Jdk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StormPlanTest {

    private static final GatewayJvm GATEWAY = new GatewayJvm(1, new Jdk(Path.of("/jdk"), 17), "512m", false, Map.of());
    private static final StormPlan.Others OTHERS = new StormPlan.Others(10, 100, 0, 30);

    @Test
    void the_greatest_storm_says_how_many_devices_there_are() {
        StormPlan plan = plan(50, 100, 200);

        assertThat(plan.devicesAt(50)).isEqualTo(1_500);
        assertThat(plan.devices()).isEqualTo(6_000);
    }

    @Test
    void others_take_turns() {
        assertThat(OTHERS.userOf(0)).isEqualTo("other-1");
        assertThat(OTHERS.userOf(19)).isEqualTo("other-10");
    }

    @Test
    void rates_that_do_not_rise_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(100, 100))
                .withMessage("--rates is [100, 100], allowed: from 1, each above the last");
        assertThatIllegalArgumentException().isThrownBy(() -> plan(100, 50));
        assertThatIllegalArgumentException().isThrownBy(() -> plan(0));
        assertThatIllegalArgumentException().isThrownBy(StormPlanTest::plan);
    }

    @Test
    void more_devices_than_a_gateway_takes_are_refused() {
        assertThat(plan(600).devices()).isEqualTo(18_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(601))
                .withMessage("--rates times --seconds is 18030, allowed: 18000 at most");
        assertThatIllegalArgumentException().isThrownBy(() -> plan(Integer.MAX_VALUE));
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StormPlan(List.of(1), 0, OTHERS, GATEWAY));
        assertThatIllegalArgumentException().isThrownBy(() -> new StormPlan.Others(0, 1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StormPlan.Others(1, 0, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StormPlan.Others(1, 1, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StormPlan.Others(1, 1, 0, 0));
    }

    static StormPlan plan(Integer... rates) {
        return new StormPlan(List.of(rates), 30, OTHERS, GATEWAY);
    }
}
