// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AimTest {

    @Test
    void historyAndCassandraMayPauseNoLongerThanNoFaultAtAll() {
        assertThat(Aim.of("kill history", 100)).contains(1_000L);
        assertThat(Aim.of("kill cassandra", 2_500)).contains(2_500L);
    }

    @Test
    void aBusyMachineIsNoExcuseForGatewaysAndDelivery() {
        assertThat(Aim.of("kill gateway", 60_000)).contains(15_000L);
        assertThat(Aim.of("kill delivery", 60_000)).contains(12_000L);
    }

    @Test
    void otherFaultsHaveNoAim() {
        assertThat(Aim.of("pause gateway", 100)).isEmpty();
        assertThat(Aim.of("kill delivery + kill gateway", 100)).isEmpty();
    }
}
