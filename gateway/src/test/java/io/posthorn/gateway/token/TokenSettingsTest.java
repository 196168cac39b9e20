// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenSettingsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void asLongAsRevocationsAreKept() {
        assertThat(new TokenSettings(Duration.ofDays(30), HOUR).longestLife()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void notLonger() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenSettings(Duration.ofDays(31), HOUR))
                .withMessageContaining("posthorn.gateway.session.token.longest-life is PT744H");
    }

    @Test
    void notNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenSettings(Duration.ZERO, HOUR));
    }

    @Test
    void anIssuerThatIsAwayIsNotTrustedForEver() {
        assertThat(new TokenSettings(HOUR, Duration.ZERO).issuerAway()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenSettings(HOUR, Duration.ofDays(2)))
                .withMessageContaining("posthorn.gateway.session.token.issuer-away is PT48H");
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenSettings(HOUR, Duration.ofSeconds(-1)));
    }
}
