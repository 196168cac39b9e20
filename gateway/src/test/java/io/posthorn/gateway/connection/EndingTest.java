// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.wire.CloseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EndingTest {

    @Test
    void deliveryMayReplaceAConnection() {
        assertThat(Ending.ordered(4102))
                .contains(new Ending(CloseCode.REPLACED, DisconnectCause.DISCONNECT_CAUSE_REPLACED, false));
    }

    @ParameterizedTest
    @EnumSource
    void everyKnownCodeMayBeOrdered(CloseCode code) {
        assertThat(Ending.ordered(code.code()))
                .hasValueSatisfying(ending ->
                        assertThat(ending.cause()).isNotEqualTo(DisconnectCause.DISCONNECT_CAUSE_UNSPECIFIED));
    }

    @Test
    void aCodeOfALaterVersionIsNotObeyed() {
        assertThat(Ending.ordered(4999)).isEmpty();
        assertThat(Ending.ordered(0)).isEmpty();
    }

    @Test
    void onlyWhoIsToldWhenToComeBackGetsAGoAway() {
        assertThat(Ending.HOLE.saysWhenToComeBack()).isTrue();
        assertThat(Ending.LEASE_LOST.saysWhenToComeBack()).isTrue();
        assertThat(Ending.DRAINED.saysWhenToComeBack()).isTrue();
        assertThat(Ending.SLOW.saysWhenToComeBack()).isTrue();
        assertThat(Ending.NOT_PUBLISHED.saysWhenToComeBack()).isTrue();
        assertThat(Ending.NOT_RESUMED.saysWhenToComeBack()).isFalse();
        assertThat(Ending.TOKEN_EXPIRED.saysWhenToComeBack()).isFalse();
        assertThat(Ending.BAD_FRAMES.saysWhenToComeBack()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1000, true, DISCONNECT_CAUSE_CLIENT_CLOSED",
        "4321, true, DISCONNECT_CAUSE_CLIENT_CLOSED",
        "1006, false, DISCONNECT_CAUSE_BROKEN",
        "1002, false, DISCONNECT_CAUSE_PROTOCOL",
        "1007, false, DISCONNECT_CAUSE_PROTOCOL",
        "1011, false, DISCONNECT_CAUSE_BROKEN"
    })
    void whatEndsWithoutUsHasACauseToo(int code, boolean byPeer, DisconnectCause cause) {
        assertThat(Ending.withoutUs(code, byPeer)).isEqualTo(cause);
    }
}
