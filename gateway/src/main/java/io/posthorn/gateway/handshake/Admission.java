// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import io.posthorn.contracts.wire.Subprotocol;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a handshake with a good token is taken. */
sealed interface Admission {

    record Admitted(Subprotocol protocol) implements Admission {}

    /** @param name for the metrics */
    record Refused(int status, String name, String detail) implements Admission {}

    /**
     * @param origin absent for what is no browser
     * @param accepting whether the gateway holds its lease
     */
    static Admission of(
            @Nullable String origin, List<String> allowedOrigins, Optional<Subprotocol> protocol, boolean accepting) {
        if (origin != null && !allowedOrigins.contains(origin)) {
            return new Refused(403, "origin", "This origin is not in posthorn.gateway.allowed-origins.");
        }
        if (protocol.isEmpty()) {
            return new Refused(
                    400,
                    "subprotocol",
                    "Offer a WebSocket subprotocol: " + Subprotocol.JSON.id() + " or " + Subprotocol.PROTO.id() + ".");
        }
        return accepting
                ? new Admitted(protocol.get())
                : new Refused(503, "unavailable", "This gateway takes no connections now. Try another, or come back.");
    }
}
