// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.reconnect;

import static io.posthorn.client.reconnect.ClientState.CONNECTED;
import static io.posthorn.client.reconnect.ClientState.CONNECTING;
import static io.posthorn.client.reconnect.ClientState.ENDED;
import static io.posthorn.client.reconnect.ClientState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClientStateTest {

    @Test
    void a_life_goes_round_until_it_ends() {
        assertThat(CONNECTING
                        .to(CONNECTED)
                        .to(WAITING)
                        .to(CONNECTING)
                        .to(WAITING)
                        .to(CONNECTING)
                        .to(ENDED))
                .isEqualTo(ENDED);
    }

    @ParameterizedTest
    @EnumSource
    void after_the_end_comes_nothing(ClientState next) {
        assertThatThrownBy(() -> ENDED.to(next))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ENDED");
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTING, CONNECTING",
        "CONNECTED, CONNECTED",
        "CONNECTED, CONNECTING",
        "WAITING, WAITING",
        "WAITING, CONNECTED"
    })
    void there_are_no_short_cuts(ClientState from, ClientState next) {
        assertThatThrownBy(() -> from.to(next)).isInstanceOf(IllegalStateException.class);
    }
}
