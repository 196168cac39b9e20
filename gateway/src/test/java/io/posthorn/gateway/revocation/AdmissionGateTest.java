// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionGateTest {

    private long now = -5_000;
    private final AdmissionGate gate = new AdmissionGate(() -> now, Duration.ofSeconds(30));

    @ParameterizedTest
    @CsvSource({"PT1S, PT0.1S", "PT5S, PT0.5S", "PT30S, PT1S", "PT10M, PT1S"})
    void severalBeatsFitIntoTheTime(Duration limit, Duration beat) {
        assertThat(new AdmissionGate(() -> now, limit).beat()).isEqualTo(beat);
    }

    @Test
    void isShutUntilAllIsRead() {
        assertThat(gate.isOpen()).isFalse();
        assertThat(gate.wasRead()).isFalse();
        now = 0;
        assertThat(gate.isOpen()).isFalse();
    }

    @Test
    void isOpenOnceAllIsRead() {
        gate.read(now);

        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void staysOpenWhileItIsReadAgainInTime() {
        gate.read(now);
        now += 29_999;
        assertThat(gate.isOpen()).isTrue();
        gate.read(now);
        now += 29_999;

        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void shutsWhenItCouldNotBeReadForTooLong() {
        gate.read(now);
        now += 30_000;

        assertThat(gate.isOpen()).isFalse();
        assertThat(gate.age()).isEqualTo(30_000);
    }

    @Test
    void opensAgainWhenItCan() {
        gate.read(now);
        now += 100_000;
        gate.read(now - 10);

        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void whatWasReadLongAgoDoesNotOpenIt() {
        gate.read(now - 30_000);

        assertThat(gate.isOpen()).isFalse();
    }
}
