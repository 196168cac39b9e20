// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.GatewayLease;
import io.posthorn.contracts.v1.LeaseState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTableTest {

    private final LeaseTable table = new LeaseTable(Duration.ofSeconds(10));

    @Test
    void whileTheClockStandsNothingBecomesVoid() {
        renewed("gateway-1", 1, 100_000);

        assertThat(table.counts("gateway-1", 1, 0)).isTrue();
    }

    @Test
    void anybodysRecordMovesTheClock() {
        renewed("gateway-1", 1, 100_000);

        renewed("gateway-2", 1, 110_001);

        assertThat(table.counts("gateway-1", 1, 0)).isFalse();
        assertThat(table.counts("gateway-2", 1, 0)).isTrue();
    }

    @Test
    void theClockNeverGoesBack() {
        renewed("gateway-1", 1, 100_000);
        table.tick(110_001);

        table.tick(100_000);

        assertThat(table.counts("gateway-1", 1, 0)).isFalse();
    }

    @Test
    void aNewIncarnationVoidsAllEntriesOfTheOld() {
        renewed("gateway-1", 1, 100_000);

        renewed("gateway-1", 2, 100_001);

        assertThat(table.counts("gateway-1", 1, 100_000)).isFalse();
        assertThat(table.isSuperseded("gateway-1", 1)).isTrue();
        assertThat(table.isSuperseded("gateway-1", 2)).isFalse();
    }

    @Test
    void aGatewayIsKnownOnceItRenewed() {
        assertThat(table.gateways()).isEmpty();

        renewed("gateway-1", 1, 100_000);

        assertThat(table.gateways()).containsExactly("gateway-1");
    }

    private void renewed(String gateway, long incarnation, long at) {
        table.tick(at);
        table.renewed(
                GatewayLease.newBuilder()
                        .setGateway(gateway)
                        .setIncarnation(incarnation)
                        .setState(LeaseState.LEASE_STATE_LIVE)
                        .build(),
                at);
    }
}
