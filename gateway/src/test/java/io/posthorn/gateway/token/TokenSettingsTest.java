// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenSettingsTest {

    @Test
    void asLongAsRevocationsAreKept() {
        assertThat(new TokenSettings(Duration.ofDays(30)).longestLife()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void notLonger() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenSettings(Duration.ofDays(31)))
                .withMessageContaining("posthorn.gateway.session.token.longest-life is PT744H");
    }

    @Test
    void notNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenSettings(Duration.ZERO));
    }
}
