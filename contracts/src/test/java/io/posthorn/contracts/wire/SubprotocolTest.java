// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubprotocolTest {

    @Test
    void isFoundByTheNameThatAClientOffers() {
        assertThat(Subprotocol.of("posthorn.v1.json")).hasValue(Subprotocol.JSON);
        assertThat(Subprotocol.of("posthorn.v1.proto")).hasValue(Subprotocol.PROTO);
        assertThat(Subprotocol.JSON.binary()).isFalse();
        assertThat(Subprotocol.PROTO.binary()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "json",
                "posthorn.v1",
                "posthorn.v2.json",
                "POSTHORN.V1.JSON",
                "posthorn.bearer.token",
                " posthorn.v1.json"
            })
    void isNotFoundByAnother(String offered) {
        assertThat(Subprotocol.of(offered)).isEmpty();
    }

    @Test
    void isNeverMistakenForAToken() {
        for (Subprotocol protocol : Subprotocol.values()) {
            assertThat(protocol.id()).doesNotStartWith(Subprotocol.BEARER_PREFIX);
        }
    }
}
