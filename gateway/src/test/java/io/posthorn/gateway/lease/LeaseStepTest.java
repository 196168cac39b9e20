// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseStepTest {

    @Test
    void itIsRenewedEveryTwoSeconds() {
        assertThat(at(1_999)).isEqualTo(LeaseStep.WAIT);
        assertThat(at(2_000)).isEqualTo(LeaseStep.RENEW);
        assertThat(at(5_999)).isEqualTo(LeaseStep.RENEW);
    }

    @Test
    void afterSixSecondsItIsLostAndNotRenewed() {
        assertThat(at(6_000)).isEqualTo(LeaseStep.LOST);
        assertThat(at(60_000)).isEqualTo(LeaseStep.LOST);
    }

    @Test
    void aGatewayMustNoticeBeforeDeliveryDoes() {
        assertThatThrownBy(() -> settings(Duration.ofSeconds(10)))
                .hasMessageContaining("posthorn.gateway.lease.lost-after is PT10S");
    }

    @Test
    void aRenewalMustBeTriedBeforeTheLeaseIsLost() {
        assertThatThrownBy(() -> settings(Duration.ofSeconds(2))).hasMessageContaining("more than renew-every");
    }

    private static LeaseSettings settings(Duration lostAfter) {
        return new LeaseSettings(
                Duration.ofSeconds(2), lostAfter, Duration.ofSeconds(3), Duration.ZERO, Duration.ofSeconds(10));
    }

    private static LeaseStep at(long age) {
        return LeaseStep.at(77_000 + age, 77_000, Duration.ofSeconds(2), Duration.ofSeconds(6));
    }
}
