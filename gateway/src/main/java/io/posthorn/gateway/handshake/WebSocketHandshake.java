// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import io.posthorn.contracts.wire.Subprotocol;
import io.posthorn.gateway.connection.Connections;
import io.posthorn.gateway.socket.JettyUpgrade;
import io.posthorn.gateway.token.Bearer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.HandshakeHandler;

/** Upgrades what Spring Security has let through, on Jetty's core API and past Spring's sessions, which block when they send. */
final class WebSocketHandshake implements HandshakeHandler {

    private final HandshakeSettings settings;
    private final Connections connections;
    private final JettyUpgrade jetty;
    private final Problems problems;
    private final HandshakeMetrics metrics;

    WebSocketHandshake(
            HandshakeSettings settings,
            Connections connections,
            JettyUpgrade jetty,
            Problems problems,
            HandshakeMetrics metrics) {
        this.settings = settings;
        this.connections = connections;
        this.jetty = jetty;
        this.problems = problems;
        this.metrics = metrics;
    }

    @Override
    public boolean doHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler unused,
            Map<String, Object> attributes) {
        HttpServletRequest servletRequest = ((ServletServerHttpRequest) request).getServletRequest();
        HttpServletResponse servletResponse = ((ServletServerHttpResponse) response).getServletResponse();
        try {
            return handshake(servletRequest, servletResponse);
        } catch (IOException e) {
            throw new HandshakeFailureException("The handshake broke", e);
        }
    }

    private boolean handshake(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Admission admission = Admission.of(
                request.getHeader(HttpHeaders.ORIGIN),
                settings.allowedOrigins(),
                OfferedProtocols.of(request.getHeaders("Sec-WebSocket-Protocol"))
                        .chosen(),
                connections.isAccepting());
        if (admission instanceof Admission.Admitted admitted) {
            return upgrade(request, response, admitted.protocol());
        }
        Admission.Refused refused = (Admission.Refused) admission;
        problems.refuse(response, refused.status(), refused.name(), refused.detail());
        return false;
    }

    private boolean upgrade(HttpServletRequest request, HttpServletResponse response, Subprotocol protocol)
            throws IOException {
        JwtAuthenticationToken principal = (JwtAuthenticationToken) request.getUserPrincipal();
        var connection = connections.connect(Bearer.of(principal.getToken()), protocol);
        if (jetty.upgrade(request, response, protocol, connection)) {
            metrics.count("accepted");
            return true;
        }
        problems.refuse(
                response, 400, "not-websocket", "This is a WebSocket endpoint: GET with an upgrade, version 13.");
        return false;
    }
}
