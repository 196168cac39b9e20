// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RevocationSettingsTest {

    @Test
    void theTimeIsSensible() {
        assertThatNoException().isThrownBy(() -> new RevocationSettings(Duration.ofSeconds(30)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RevocationSettings(Duration.ofMillis(999)))
                .withMessageContaining("unreadable-after is PT0.999S");
        assertThatIllegalArgumentException().isThrownBy(() -> new RevocationSettings(Duration.ofMinutes(11)));
    }
}
