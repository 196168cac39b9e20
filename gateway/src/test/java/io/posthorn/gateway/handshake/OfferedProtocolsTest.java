// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.wire.Subprotocol;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfferedProtocolsTest {

    @Test
    void theFirstKnownOneIsChosen() {
        assertThat(offered("chat, posthorn.v1.proto, posthorn.v1.json").chosen())
                .contains(Subprotocol.PROTO);
    }

    @Test
    void theTokenIsNeverChosen() {
        OfferedProtocols offered = offered("posthorn.bearer.abc.def.ghi, posthorn.v1.json");

        assertThat(offered.chosen()).contains(Subprotocol.JSON);
        assertThat(offered.token()).contains("abc.def.ghi");
    }

    @Test
    void severalHeadersAreOneList() {
        OfferedProtocols offered = offered("posthorn.v1.json", "posthorn.bearer.abc");

        assertThat(offered.chosen()).contains(Subprotocol.JSON);
        assertThat(offered.token()).contains("abc");
    }

    @Test
    void nothingKnownIsNothingChosen() {
        assertThat(offered().chosen()).isEmpty();
        assertThat(offered("").chosen()).isEmpty();
        assertThat(offered("posthorn.v9.json,,").chosen()).isEmpty();
        assertThat(offered("posthorn.v1.json").token()).isEmpty();
    }

    @Test
    void theTokenIsNotPrinted() {
        assertThat(offered("posthorn.bearer.secret, posthorn.v1.json").toString())
                .doesNotContain("secret");
    }

    private static OfferedProtocols offered(String... headers) {
        return OfferedProtocols.of(Collections.enumeration(List.of(headers)));
    }
}
