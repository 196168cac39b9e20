// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import io.posthorn.contracts.wire.Subprotocol;
import io.posthorn.gateway.audit.Handshake;
import io.posthorn.gateway.connection.Arrival;
import io.posthorn.gateway.connection.Connections;
import io.posthorn.gateway.connection.DeviceConnection;
import io.posthorn.gateway.limit.Gatekeeper;
import io.posthorn.gateway.limit.Limit;
import io.posthorn.gateway.socket.JettyUpgrade;
import io.posthorn.gateway.token.Bearer;
import io.posthorn.gateway.token.Bearers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.HandshakeHandler;

/** Upgrades what Spring Security has let through, on Jetty's core API and past Spring's sessions, which block when they send. */
final class WebSocketHandshake implements HandshakeHandler {

    private static final Admission.Refused NOT_A_WEBSOCKET = new Admission.Refused(
            400, "not-websocket", "This is a WebSocket endpoint: GET with an upgrade, version 13.");

    private final HandshakeSettings settings;
    private final BooleanSupplier accepting;
    private final Gatekeeper gatekeeper;
    private final Answers answers;
    private final Connections connections;
    private final JettyUpgrade jetty;

    WebSocketHandshake(
            HandshakeSettings settings,
            BooleanSupplier accepting,
            Gatekeeper gatekeeper,
            Answers answers,
            Connections connections,
            JettyUpgrade jetty) {
        this.settings = settings;
        this.accepting = accepting;
        this.gatekeeper = gatekeeper;
        this.answers = answers;
        this.connections = connections;
        this.jetty = jetty;
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
        Handshake handshake = Handshake.of(request).orElseThrow();
        Bearer bearer = Bearers.of(Objects.requireNonNull(request.getUserPrincipal()));
        handshake.isOf(bearer.user(), bearer.session());
        Admission admission = Admission.of(
                request.getHeader(HttpHeaders.ORIGIN),
                settings.allowedOrigins(),
                OfferedProtocols.of(request.getHeaders("Sec-WebSocket-Protocol"))
                        .chosen(),
                accepting.getAsBoolean());
        if (admission instanceof Admission.Refused refused) {
            answers.refuse(response, refused);
            return false;
        }
        Limit limit = gatekeeper.refusalOfConnection(bearer.user());
        if (limit != null) {
            answers.refuse(response, limit);
            return false;
        }
        Subprotocol protocol = ((Admission.Admitted) admission).protocol();
        return upgrade(
                request,
                response,
                handshake,
                new Arrival(bearer, protocol, handshake.address().key(), recorded(handshake)));
    }

    private String recorded(Handshake handshake) {
        return settings.recordAddress() ? handshake.address().toString() : "";
    }

    private boolean upgrade(
            HttpServletRequest request, HttpServletResponse response, Handshake handshake, Arrival arrival)
            throws IOException {
        DeviceConnection connection = connections.connect(arrival);
        if (!jetty.upgrade(request, response, arrival.protocol(), connection)) {
            answers.refuse(response, NOT_A_WEBSOCKET);
            return false;
        }
        handshake.became(connection.id());
        answers.accepted();
        return true;
    }
}
