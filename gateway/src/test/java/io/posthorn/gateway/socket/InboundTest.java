// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InboundTest {

    private static final int KB = 1 << 10;

    private final Inbound inbound = new Inbound(100 * KB);

    @Test
    void messagesThatGetLargeLeaveRoomForSmallOnes() {
        assertThat(inbound.admit(0, 75 * KB)).isTrue();

        assertThat(inbound.admit(4 * KB, 1)).isFalse();
        assertThat(inbound.admit(0, 5 * KB)).isFalse();
        assertThat(inbound.admit(3 * KB, KB)).isTrue();
        assertThat(inbound.admit(0, 4 * KB)).isTrue();
    }

    @Test
    void thereIsABoundForSmallOnesToo() {
        for (int message = 0; message < 25; message++) {
            assertThat(inbound.admit(0, 4 * KB)).isTrue();
        }

        assertThat(inbound.admit(0, 1)).isFalse();
        assertThat(inbound.held()).isEqualTo(100 * KB);
    }

    @Test
    void whatIsReleasedMakesRoom() {
        inbound.admit(0, 75 * KB);
        inbound.release(75 * KB);

        assertThat(inbound.held()).isZero();
        assertThat(inbound.admit(64 * KB - 1, 1)).isTrue();
    }
}
