// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RelayedListenerTest {

    @Test
    void listensOnItsPortAndTellsTheRelays() {
        RelayedListener listener = new RelayedListener(19_092, 29_092);

        assertThat(listener.protocol()).isEqualTo("RELAYED:PLAINTEXT");
        assertThat(listener.listener()).isEqualTo("RELAYED://127.0.0.1:19092");
        assertThat(listener.advertised()).isEqualTo("RELAYED://localhost:29092");
    }
}
