// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import io.posthorn.contracts.wire.Subprotocol;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/** What a client offers in {@code Sec-WebSocket-Protocol}: subprotocols in its order of preference, and perhaps a token. */
record OfferedProtocols(List<String> names) {

    /** @param headers one or more, each a list separated by commas */
    static OfferedProtocols of(Enumeration<String> headers) {
        return new OfferedProtocols(Collections.list(headers).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::trim)
                .toList());
    }

    Optional<Subprotocol> chosen() {
        return names.stream().flatMap(name -> Subprotocol.of(name).stream()).findFirst();
    }

    Optional<String> token() {
        return names.stream()
                .filter(name -> name.startsWith(Subprotocol.BEARER_PREFIX))
                .map(name -> name.substring(Subprotocol.BEARER_PREFIX.length()))
                .findFirst();
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "OfferedProtocols[" + chosen() + "]";
    }
}
