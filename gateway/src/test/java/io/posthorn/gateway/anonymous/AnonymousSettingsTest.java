// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.anonymous;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnonymousSettingsTest {

    @Test
    void someForSomeTime() {
        assertThatNoException().isThrownBy(() -> new AnonymousSettings(true, 1, Duration.ofSeconds(1)));
    }

    @Test
    void noneIsSaidByNotEnabling() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnonymousSettings(true, 0, Duration.ofHours(1)))
                .withMessageContaining("connections is 0");
    }

    @Test
    void notForEver() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AnonymousSettings(true, 1, Duration.ofDays(31)));
        assertThatIllegalArgumentException().isThrownBy(() -> new AnonymousSettings(true, 1, Duration.ZERO));
    }
}
