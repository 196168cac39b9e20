// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client;

import io.posthorn.contracts.wire.Subprotocol;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a device connects and what it shows at the handshake. */
record Endpoint(
        URI uri,
        HttpClient http,
        Subprotocol subprotocol,
        @Nullable Supplier<String> token,
        TokenPlace tokenPlace,
        Map<String, String> headers) {

    private static final Duration FOR_THE_HANDSHAKE = Duration.ofSeconds(10);

    /** Where a handshake carries its token. */
    enum TokenPlace {
        AUTHORIZATION_HEADER,
        /** As browsers do, which can set no header. */
        SUBPROTOCOL
    }

    CompletableFuture<WebSocket> open(WebSocket.Listener listener, @Nullable String currentToken) {
        try {
            return handshake(currentToken).buildAsync(uri, listener);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private WebSocket.Builder handshake(@Nullable String currentToken) {
        WebSocket.Builder handshake = http.newWebSocketBuilder().connectTimeout(FOR_THE_HANDSHAKE);
        headers.forEach(handshake::header);
        if (currentToken != null && tokenPlace == TokenPlace.SUBPROTOCOL) {
            handshake.subprotocols(subprotocol.id(), Subprotocol.BEARER_PREFIX + currentToken);
        } else {
            handshake.subprotocols(subprotocol.id());
        }
        if (currentToken != null && tokenPlace == TokenPlace.AUTHORIZATION_HEADER) {
            handshake.header("Authorization", "Bearer " + currentToken);
        }
        return handshake;
    }
}
