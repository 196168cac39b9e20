// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeartbeatTest {

    @Test
    void beforeTheFirstItIsAsLongAsThePartitionsWereAssigned() {
        assertThat(Heartbeat.secondsAgo(-1, 40)).isEqualTo(40);
    }

    @Test
    void thenItIsWhatTheConsumerTells() {
        assertThat(Heartbeat.secondsAgo(0, 40)).isZero();
        assertThat(Heartbeat.secondsAgo(12.7, 40)).isEqualTo(12);
    }
}
