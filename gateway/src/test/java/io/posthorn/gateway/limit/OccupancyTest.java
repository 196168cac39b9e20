// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Four connections, two for each user, three from each address. */
class OccupancyTest {

    private static final long HOME = 1;
    private static final long OFFICE = 2;

    private final Occupancy occupancy = new Occupancy(new LimitSettings(4, 2, 3, 1, 1, 1, 1, 1, Duration.ofSeconds(1)));

    @Test
    void aUserHasTheirShare() {
        occupancy.enter("user-1", HOME);
        assertThat(occupancy.refusal("user-1")).isNull();
        occupancy.enter("user-1", OFFICE);

        assertThat(occupancy.refusal("user-1")).isEqualTo(Limit.CONNECTIONS_PER_USER);
        assertThat(occupancy.refusal("user-2")).isNull();
    }

    @Test
    void anAddressHasItsShare() {
        occupancy.enter("user-1", HOME);
        occupancy.enter("user-2", HOME);
        assertThat(occupancy.refusal(HOME)).isNull();
        occupancy.enter("user-3", HOME);

        assertThat(occupancy.refusal(HOME)).isEqualTo(Limit.CONNECTIONS_PER_ADDRESS);
        assertThat(occupancy.refusal(OFFICE)).isNull();
    }

    @Test
    void theGatewayTakesSoMany() {
        for (int i = 0; i < 4; i++) {
            assertThat(occupancy.refusal(i)).isNull();
            occupancy.enter("user-" + i, i);
        }

        assertThat(occupancy.refusal(100)).isEqualTo(Limit.CONNECTIONS);
    }

    @Test
    void thoseThatCameAtOnceAreToldAndCountUntilTheyLeave() {
        assertThat(occupancy.enter("user-1", HOME)).isNull();
        assertThat(occupancy.enter("user-1", HOME)).isNull();
        assertThat(occupancy.enter("user-1", HOME)).isEqualTo(Limit.CONNECTIONS_PER_USER);
        assertThat(occupancy.enter("user-2", HOME)).isEqualTo(Limit.CONNECTIONS_PER_ADDRESS);
        assertThat(occupancy.enter("user-2", OFFICE)).isEqualTo(Limit.CONNECTIONS);
        assertThat(occupancy.connections()).isEqualTo(5);
        assertThat(occupancy.excess(5)).isZero();
    }

    @Test
    void nothingIsKeptOfWhoHasLeft() {
        occupancy.enter("user-1", HOME);
        occupancy.enter("user-1", OFFICE);
        occupancy.leave("user-1", HOME);
        assertThat(occupancy.users()).isEqualTo(1);
        assertThat(occupancy.addresses()).isEqualTo(1);

        occupancy.leave("user-1", OFFICE);

        assertThat(occupancy.connections()).isZero();
        assertThat(occupancy.users()).isZero();
        assertThat(occupancy.addresses()).isZero();
        assertThat(occupancy.excess(0)).isZero();
    }

    @Test
    void whatIsCountedWithoutAConnectionIsSeen() {
        occupancy.enter("user-1", HOME);

        assertThat(occupancy.excess(1)).isZero();
        assertThat(occupancy.excess(0)).isPositive();
        assertThat(occupancy.excess(2)).isPositive();
    }
}
