// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.DisconnectCause;
import org.junit.jupiter.api.Test;

/** What should not be there is found, counted, and where possible removed. */
class StraysTest extends OpenConnection {

    @Test
    void aConnectionWhoseSocketHasGoneIsRemovedAtTheSecondLook() {
        hello();
        socket.open = false;
        connections.inspect();
        assertThat(connections.all()).containsExactly(connection);

        connections.inspect();

        assertThat(connections.all()).isEmpty();
        assertThat(occupancy.connections()).isZero();
        assertThat(cause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_BROKEN);
        assertThat(strays()).isEqualTo(1);
    }

    @Test
    void oneThatIsRemovedByItselfMeanwhileIsNone() {
        socket.open = false;
        connections.inspect();
        connection.closed(1006, false);
        connections.inspect();

        assertThat(strays()).isZero();
    }

    @Test
    void aConnectionThatLivesIsNone() {
        connections.inspect();
        connections.inspect();

        assertThat(strays()).isZero();
        assertThat(connections.all()).containsExactly(connection);
    }

    @Test
    void aCountWithoutAConnectionIsSeenWhenItStays() {
        occupancy.enter("user-2", 7);
        connections.inspect();
        assertThat(excess()).isZero();

        connections.inspect();

        assertThat(excess()).isPositive();

        occupancy.leave("user-2", 7);
        connections.inspect();
        connections.inspect();

        assertThat(excess()).isZero();
    }

    private double strays() {
        return meters.get("posthorn.gateway.strays").counter().count();
    }

    private double excess() {
        return meters.get("posthorn.gateway.strays.counts").gauge().value();
    }
}
