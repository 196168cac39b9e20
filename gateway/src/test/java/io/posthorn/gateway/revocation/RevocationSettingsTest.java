// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationSettingsTest {

    @ParameterizedTest
    @CsvSource({"PT1S, PT0.1S", "PT5S, PT0.5S", "PT30S, PT1S", "PT10M, PT1S"})
    void severalBeatsFitIntoTheTime(Duration unreadableAfter, Duration beat) {
        assertThat(new RevocationSettings(unreadableAfter).beat()).isEqualTo(beat);
    }

    @Test
    void theTimeIsSensible() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RevocationSettings(Duration.ofMillis(999)))
                .withMessageContaining("unreadable-after is PT0.999S");
        assertThatIllegalArgumentException().isThrownBy(() -> new RevocationSettings(Duration.ofMinutes(11)));
    }
}
