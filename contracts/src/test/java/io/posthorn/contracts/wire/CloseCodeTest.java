// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.wire.CloseCode.Reconnect;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloseCodeTest {

    @ParameterizedTest
    @CsvSource({
        "1000, NEVER",
        "1001, WHEN_TOLD",
        "1009, NEVER",
        "1012, WHEN_TOLD",
        "4001, NEVER",
        "4003, NEVER",
        "4004, NEVER",
        "4005, NEVER",
        "4100, WITH_BACKOFF",
        "4101, WITH_BACKOFF",
        "4102, NOT_BEFORE_A_MINUTE",
        "4200, WHEN_TOLD"
    })
    void saysWhetherTheClientComesBack(int code, Reconnect reconnect) {
        assertThat(CloseCode.of(code)).map(CloseCode::reconnect).hasValue(reconnect);
        assertThat(CloseCode.reconnectAfter(code)).isEqualTo(reconnect);
    }

    @Test
    void isOneOfTheCodesAbove() {
        assertThat(Arrays.stream(CloseCode.values()).map(CloseCode::code))
                .containsExactly(1000, 1001, 1009, 1012, 4001, 4003, 4004, 4005, 4100, 4101, 4102, 4200);
    }

    /** Of a later version, of a proxy, or of a connection that broke. */
    @ParameterizedTest
    @CsvSource({
        "4000, NEVER",
        "4002, NEVER",
        "4099, NEVER",
        "4103, WITH_BACKOFF",
        "4199, WITH_BACKOFF",
        "4201, WHEN_TOLD",
        "4299, WHEN_TOLD",
        "1006, WITH_BACKOFF",
        "1011, WITH_BACKOFF",
        "1013, WITH_BACKOFF",
        "3000, WITH_BACKOFF",
        "3999, WITH_BACKOFF",
        "4300, WITH_BACKOFF",
        "0, WITH_BACKOFF",
        "-1, WITH_BACKOFF"
    })
    void isJudgedByItsRangeWhenItIsUnknown(int code, Reconnect reconnect) {
        assertThat(CloseCode.of(code)).isEmpty();
        assertThat(CloseCode.reconnectAfter(code)).isEqualTo(reconnect);
    }

    @ParameterizedTest
    @EnumSource(CloseCode.class)
    void agreesWithItsRange(CloseCode code) {
        if (code.code() >= 4000) {
            boolean never = code.code() < 4100;
            assertThat(code.reconnect() == Reconnect.NEVER).isEqualTo(never);
            assertThat(code.reconnect() == Reconnect.WHEN_TOLD).isEqualTo(code.code() >= 4200);
        }
    }

    /** The reason of a close frame is at most 123 bytes. */
    @ParameterizedTest
    @EnumSource(CloseCode.class)
    void hasAReasonThatFitsIntoACloseFrame(CloseCode code) {
        assertThat(code.reason()).isNotBlank().isASCII().hasSizeLessThan(124);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "reason"})
    void standsForOneThing(String what) {
        var distinct = Arrays.stream(CloseCode.values())
                .map(code -> what.equals("code") ? (Object) code.code() : code.reason())
                .collect(Collectors.toSet());

        assertThat(distinct).hasSameSizeAs(CloseCode.values());
    }
}
