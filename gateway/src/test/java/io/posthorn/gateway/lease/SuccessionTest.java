// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SuccessionTest {

    @Test
    void theFirstGatewayOfAnIdIsIncarnationOne() {
        assertThat(Succession.of(0, OptionalLong.empty())).isEqualTo(new Succession.Take(1));
    }

    @Test
    void aNewProcessComesAfterTheLast() {
        assertThat(Succession.of(0, OptionalLong.of(41))).isEqualTo(new Succession.Take(42));
    }

    @Test
    void aProcessThatLostItsLeaseComesAfterItself() {
        assertThat(Succession.of(42, OptionalLong.of(42))).isEqualTo(new Succession.Take(43));
    }

    @Test
    void aProcessThatAnotherHasFollowedGoes() {
        assertThat(Succession.of(42, OptionalLong.of(43))).isEqualTo(new Succession.Yield(43));
    }

    @Test
    void aLogThatHasForgottenUsIsNoReasonToGoOn() {
        assertThat(Succession.of(42, OptionalLong.empty())).isEqualTo(new Succession.Yield(0));
        assertThat(Succession.isStill(42, OptionalLong.of(41))).isFalse();
    }
}
