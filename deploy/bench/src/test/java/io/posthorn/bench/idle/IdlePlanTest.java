// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.idle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.bench.command.GatewayJvm;
import io.posthorn.local.machine.Jdk;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdlePlanTest {

    private static final IdlePlan.Times TIMES = new IdlePlan.Times(105, 20, 10, 75);

    @Test
    void the_descriptors_of_a_process_bound_its_connections() {
        assertThat(plan(19_400, 1).connections()).isEqualTo(19_400);
        assertThat(plan(95_000, 5).connections()).isEqualTo(95_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(95_000, 4))
                .withMessage("--connections is 95000, allowed: 1 to 77600");
    }

    @Test
    void a_few_warm_up() {
        assertThat(plan(500, 1).warmUp()).isEqualTo(500);
        assertThat(plan(19_000, 1).warmUp()).isEqualTo(10_000);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> plan(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new IdlePlan(10, 0, 16, TIMES, 1, gateways(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new IdlePlan(10, 1, 0, TIMES, 1, gateways(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new IdlePlan(10, 1, 251, TIMES, 1, gateways(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new IdlePlan(10, 1, 16, TIMES, 21, gateways(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new IdlePlan.Times(-1, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new IdlePlan.Times(1, 0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new IdlePlan.Times(1, 1, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new IdlePlan.Times(1, 1, 1, 0));
    }

    static IdlePlan plan(int connections, int gateways) {
        return new IdlePlan(connections, 1, 16, TIMES, 1, gateways(gateways));
    }

    private static GatewayJvm gateways(int instances) {
        return new GatewayJvm(instances, new Jdk(Path.of("/jdk"), 25), "512m", false, Map.of());
    }
}
