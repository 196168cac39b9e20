// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.gateway.address.Address;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two connections, one for each user; two handshakes of a user a second, four at once. */
class GatekeeperTest {

    private static final LimitSettings SETTINGS = new LimitSettings(2, 1, 2, 100, 100, 2, 1, 1, Duration.ofSeconds(5));
    private static final Address HOME = Address.parse("203.0.113.7").orElseThrow();

    private boolean behind;
    private final Occupancy occupancy = new Occupancy(SETTINGS);
    private final Gatekeeper gatekeeper =
            new Gatekeeper(new HandshakeRates(SETTINGS, () -> 0), occupancy, () -> behind, SETTINGS);

    @Test
    void whoIsNotTooManyIsTaken() {
        assertThat(gatekeeper.refusalOfRequest(HOME)).isNull();
        assertThat(gatekeeper.refusalOfConnection(HOME)).isNull();
        assertThat(gatekeeper.refusalOfConnection("user-1")).isNull();
    }

    @Test
    void whereTheGatewayIsBehindNobodyIsTaken() {
        behind = true;

        assertThat(gatekeeper.refusalOfConnection(HOME)).isEqualTo(Limit.EVENTS);
        assertThat(gatekeeper.refusalOfRequest(HOME)).isNull();
    }

    @Test
    void aUserWhoHasTheirConnectionsIsRefusedAndThenForTheirHandshakes() {
        occupancy.enter("user-1", HOME.key());

        for (int i = 0; i < 4; i++) {
            assertThat(gatekeeper.refusalOfConnection("user-1")).isEqualTo(Limit.CONNECTIONS_PER_USER);
        }
        assertThat(gatekeeper.refusalOfConnection("user-1")).isEqualTo(Limit.HANDSHAKES_PER_USER);
        assertThat(gatekeeper.refusalOfConnection("user-2")).isNull();
    }

    @Test
    void theTimeToComeBackIsDrawn() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(gatekeeper.retryAfterSeconds()).isBetween(1, 5);
        }
        assertThat(java.util.stream.IntStream.range(0, 1_000)
                        .map(i -> gatekeeper.retryAfterSeconds())
                        .distinct()
                        .count())
                .isEqualTo(5);
    }
}
