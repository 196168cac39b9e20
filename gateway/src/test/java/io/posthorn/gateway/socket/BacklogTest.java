// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklogTest {

    private final Backlog backlog = new Backlog(1_000, 2_500);

    @Test
    void framesAreAdmittedUpToTheSocketsShare() {
        assertThat(backlog.admit(0, 400)).isTrue();
        assertThat(backlog.admit(400, 600)).isTrue();
        assertThat(backlog.admit(1_000, 1)).isFalse();
        assertThat(backlog.held()).isEqualTo(1_000);
    }

    @Test
    void oneLargerFrameAloneIsAdmitted() {
        assertThat(backlog.admit(0, 2_000)).isTrue();
        assertThat(backlog.admit(2_000, 1)).isFalse();
    }

    @Test
    void allSocketsTogetherHaveABound() {
        assertThat(backlog.admit(0, 1_000)).isTrue();
        assertThat(backlog.admit(0, 1_000)).isTrue();
        assertThat(backlog.admit(0, 600)).isFalse();
        assertThat(backlog.admit(0, 500)).isTrue();
    }

    /** Who holds much does not keep out who holds nothing. */
    @Test
    void theLastQuarterIsForSocketsThatHoldNothing() {
        assertThat(backlog.admit(0, 900)).isTrue();
        assertThat(backlog.admit(0, 900)).isTrue();

        assertThat(backlog.admit(900, 76)).isFalse();
        assertThat(backlog.admit(0, 76)).isTrue();
        assertThat(backlog.held()).isEqualTo(1_876);
    }

    @Test
    void whatIsRefusedDoesNotCount() {
        assertThat(backlog.admit(0, 3_000)).isFalse();
        assertThat(backlog.admit(1_000, 500)).isFalse();

        assertThat(backlog.held()).isZero();
    }

    @Test
    void whatIsReleasedMakesRoom() {
        backlog.admit(0, 2_400);
        backlog.release(2_400);

        assertThat(backlog.held()).isZero();
        assertThat(backlog.admit(0, 2_400)).isTrue();
    }

    @Test
    void aFrameWithoutPayloadCostsSomething() {
        assertThat(Backlog.costOf(0)).isPositive();
    }
}
