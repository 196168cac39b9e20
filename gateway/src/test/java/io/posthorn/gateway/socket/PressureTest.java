// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PressureTest {

    @ParameterizedTest
    @CsvSource({
        "0, 30000",
        "500, 30000",
        "750, 15000",
        "900, 6000",
        "999, 1000",
        "1000, 1000",
        "5000, 1000",
    })
    void theMoreIsHeldTheLessIsWaited(long held, int millis) {
        assertThat(new Pressure(held, 1_000).patience(30_000)).isEqualTo(millis);
    }

    @Test
    void whoIsWaitedForShortlyIsNotWaitedForLonger() {
        assertThat(new Pressure(1_000, 1_000).patience(200)).isEqualTo(200);
    }

    @Test
    void gigabytesForAnHourDoNotOverflow() {
        assertThat(new Pressure(1_500_000_000L, 2_000_000_000L).patience(3_600_000))
                .isEqualTo(1_800_000);
    }

    @Test
    void whoHoldsMuchHasThreeQuarters() {
        assertThat(Pressure.bound(1_000, false)).isEqualTo(750);
        assertThat(Pressure.bound(1_000, true)).isEqualTo(1_000);
    }
}
