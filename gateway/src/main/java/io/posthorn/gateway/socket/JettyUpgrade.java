// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import io.posthorn.contracts.wire.Subprotocol;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletCoreRequest;
import org.eclipse.jetty.ee11.servlet.ServletCoreResponse;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;

/** Turns an HTTP request into a {@link Socket}; nothing of the request is kept. */
public final class JettyUpgrade {

    private final SocketTerms terms;
    private final Configuration.ConfigurationCustomizer configuration = new Configuration.ConfigurationCustomizer();

    JettyUpgrade(SocketSettings settings, SocketTerms terms) {
        this.terms = terms;
        // Heartbeat and deadlines are ours: Jetty would keep a timer for each connection.
        configuration.setIdleTimeout(Duration.ZERO);
        configuration.setInputBufferSize((int) settings.inputBuffer().toBytes());
        // A frame comes in parts as they arrive, not in a buffer of its announced size; MessageAssembly holds the
        // limit.
        configuration.setAutoFragment(true);
        configuration.setMaxFrameSize(0);
    }

    /**
     * @return false when it is no WebSocket handshake that Jetty can answer; then nothing has been written
     */
    public boolean upgrade(
            HttpServletRequest request, HttpServletResponse response, Subprotocol protocol, SocketListener listener)
            throws IOException {
        Request coreRequest = new WithoutUri(ServletCoreRequest.wrap(request));
        Response coreResponse = ServletCoreResponse.wrap(coreRequest, response, false);
        var handler = new JettySocket(listener, protocol.binary(), terms);
        WebSocketMappings mappings = WebSocketMappings.ensureMappings(
                ServletContextHandler.getServletContextHandler(request.getServletContext(), "the gateway"));
        try (Blocker.Callback written = Blocker.callback()) {
            if (isUpgraded(mappings, new Negotiator(protocol, handler), coreRequest, coreResponse, written)) {
                written.block();
                return true;
            }
            written.succeeded();
            return false;
        }
    }

    private boolean isUpgraded(
            WebSocketMappings mappings, Negotiator negotiator, Request request, Response response, Callback written) {
        try {
            return mappings.upgrade(negotiator, request, response, written, configuration);
        } catch (HttpException.RuntimeException notAHandshake) {
            return false;
        }
    }

    /** Jetty keeps the URI as long as the connection lives, as a {@link URI} that it makes anew each time. */
    private static final class WithoutUri extends Request.Wrapper {

        private static final HttpURI NONE = alwaysTheSame(HttpURI.from("/"));

        WithoutUri(Request request) {
            super(request);
        }

        private static HttpURI alwaysTheSame(HttpURI uri) {
            URI same = uri.toURI();
            return (HttpURI) Proxy.newProxyInstance(
                    HttpURI.class.getClassLoader(),
                    new Class<?>[] {HttpURI.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("toURI") ? same : method.invoke(uri, arguments));
        }

        @Override
        public HttpURI getHttpURI() {
            return NONE;
        }
    }

    private record Negotiator(Subprotocol protocol, FrameHandler handler) implements WebSocketNegotiator {

        @Override
        public FrameHandler negotiate(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
            response.setAcceptedSubProtocol(protocol.id());
            // No permessage-deflate: its buffers cost more than a hundred kilobytes for each connection.
            response.setExtensions(List.of());
            return handler;
        }
    }
}
