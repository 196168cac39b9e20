// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.LeaseState;
import io.posthorn.delivery.lease.LeaseRule.Lease;
import org.junit.jupiter.api.Test;

class LeaseRuleTest {

    private static final long TIMEOUT = 10_000;
    private static final Lease LIVE = new Lease(3, LeaseState.LEASE_STATE_LIVE, 100_000);

    @Test
    void anEntryCountsAsLongAsItsLease() {
        assertThat(LeaseRule.counts(LIVE, 3, 0, 110_000, TIMEOUT)).isTrue();
        assertThat(LeaseRule.counts(LIVE, 3, 0, 110_001, TIMEOUT)).isFalse();
    }

    @Test
    void howNewAnEntryIsSaysNothingWhereItsLeaseIsKnown() {
        assertThat(LeaseRule.counts(LIVE, 3, 110_001, 110_001, TIMEOUT)).isFalse();
    }

    @Test
    void anOlderIncarnationDoesNotCount() {
        assertThat(LeaseRule.counts(LIVE, 2, 100_000, 100_000, TIMEOUT)).isFalse();
        assertThat(LeaseRule.isSuperseded(LIVE, 2)).isTrue();
    }

    @Test
    void aNewerIncarnationCountsForAsLongAsALeaseWould() {
        assertThat(LeaseRule.counts(LIVE, 4, 100_000, 110_000, TIMEOUT)).isTrue();
        assertThat(LeaseRule.counts(LIVE, 4, 100_000, 110_001, TIMEOUT)).isFalse();
        assertThat(LeaseRule.isSuperseded(LIVE, 4)).isFalse();
    }

    @Test
    void aGatewayThatWasNeverSeenCountsForAsLongAsALeaseWould() {
        assertThat(LeaseRule.counts(null, 1, 100_000, 110_000, TIMEOUT)).isTrue();
        assertThat(LeaseRule.counts(null, 1, 100_000, 110_001, TIMEOUT)).isFalse();
        assertThat(LeaseRule.isSuperseded(null, 1)).isFalse();
    }

    @Test
    void aLeaseThatWasGivenUpIsVoidAtOnce() {
        Lease givenUp = new Lease(3, LeaseState.LEASE_STATE_GIVEN_UP, 100_000);

        assertThat(LeaseRule.counts(givenUp, 3, 100_000, 100_000, TIMEOUT)).isFalse();
    }

    @Test
    void aGatewayThatDrainsStillCounts() {
        Lease draining = new Lease(3, LeaseState.LEASE_STATE_DRAINING, 100_000);

        assertThat(LeaseRule.counts(draining, 3, 0, 105_000, TIMEOUT)).isTrue();
    }

    @Test
    void incarnationsAreUnsigned() {
        assertThat(LeaseRule.isSuperseded(LIVE, -1)).isFalse();
        assertThat(LeaseRule.counts(LIVE, -1, 100_000, 100_000, TIMEOUT)).isTrue();
    }
}
