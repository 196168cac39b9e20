// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.gateway.connection.Connections;
import io.posthorn.gateway.socket.JettyUpgrade;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class HandshakeConfiguration {

    static final String PATH = "/ws";

    @Bean
    HandshakeMetrics handshakeMetrics(MeterRegistry meters) {
        return new HandshakeMetrics(meters);
    }

    @Bean
    Problems problems(JsonMapper json, HandshakeMetrics metrics) {
        return new Problems(json, metrics);
    }

    @Bean
    WebSocketConfigurer webSocket(
            HandshakeSettings settings,
            Connections connections,
            JettyUpgrade jetty,
            Problems problems,
            HandshakeMetrics metrics) {
        var handshake = new WebSocketHandshake(settings, connections, jetty, problems, metrics);
        // Spring's own check of origins is passed: Admission decides, with a problem detail.
        return registry -> registry.addHandler(new AbstractWebSocketHandler() {}, PATH)
                .setHandshakeHandler(handshake)
                .setAllowedOriginPatterns("*");
    }
}
