// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.server;

/**
 * Where a broker listens besides its own port, for a relay that stands before it: who asks there is told to come back
 * through the relay.
 *
 * @param port of the broker, which only the relay uses
 * @param relayPort that is told to clients
 */
public record RelayedListener(int port, int relayPort) {

    private static final String NAME = "RELAYED";

    String protocol() {
        return NAME + ":PLAINTEXT";
    }

    String listener() {
        return NAME + "://127.0.0.1:" + port;
    }

    String advertised() {
        return NAME + "://localhost:" + relayPort;
    }
}
