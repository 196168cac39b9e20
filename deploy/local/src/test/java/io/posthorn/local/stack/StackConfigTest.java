// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.local.jvm.JvmCommand;
import io.posthorn.local.server.RelayedListener;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StackConfigTest {

    private static final StackConfig CONFIG = StackConfig.of(Path.of("/posthorn"), Path.of("/work"));

    @Test
    void runsOneOfEachUnlessToldOtherwise() {
        StackConfig changed = CONFIG.with(Service.GATEWAY, tuning -> tuning.withInstances(3));

        assertThat(changed.tuning(Service.GATEWAY).instances()).isEqualTo(3);
        assertThat(changed.tuning(Service.HISTORY).instances()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceTuning.DEFAULT.withInstances(-1))
                .withMessage("instances must not be negative: -1");
    }

    @Test
    void passesPropertiesOnToOneServiceOrToAll() {
        StackConfig changed =
                CONFIG.withProperty("a", "1").with(Service.DELIVERY, tuning -> tuning.withProperty("a", "2"));

        assertThat(changed.tuning(Service.DELIVERY).properties()).containsEntry("a", "2");
        assertThat(changed.tuning(Service.GATEWAY).properties()).containsEntry("a", "1");
    }

    @Test
    void forALifeOfMinutesTheBrokerAndAllServicesStartWithLittleWork() {
        RelayedListener relayed = new RelayedListener(1, 2);

        StackConfig changed = CONFIG.withRelayed(relayed).shortLived();

        assertThat(changed.broker()).isEqualTo(new BrokerTuning(JvmCommand.SHORT_LIVED, Optional.of(relayed)));
        assertThat(Service.values())
                .allSatisfy(service ->
                        assertThat(changed.tuning(service).jvmOptions()).isEqualTo(JvmCommand.SHORT_LIVED));
    }
}
