// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.gateway.address.TrustedProxies;
import io.posthorn.gateway.audit.AuditLog;
import io.posthorn.gateway.connection.Connections;
import io.posthorn.gateway.limit.Gatekeeper;
import io.posthorn.gateway.limit.LimitMetrics;
import io.posthorn.gateway.revocation.AdmissionGate;
import io.posthorn.gateway.socket.JettyUpgrade;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
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
    Answers answers(Gatekeeper gatekeeper, Problems problems, LimitMetrics limits, HandshakeMetrics metrics) {
        return new Answers(gatekeeper, problems, limits, metrics);
    }

    /** Before Spring Security, whose work a flood must not cost. */
    @Bean
    FilterRegistrationBean<HandshakeFilter> handshakeFilter(
            TrustedProxies proxies, Gatekeeper gatekeeper, Answers answers, AuditLog audit) {
        var registration = new FilterRegistrationBean<>(new HandshakeFilter(proxies, gatekeeper, answers, audit));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    WebSocketConfigurer webSocket(
            HandshakeSettings settings,
            Connections connections,
            AdmissionGate gate,
            Gatekeeper gatekeeper,
            Answers answers,
            JettyUpgrade jetty) {
        var handshake = new WebSocketHandshake(
                settings, () -> connections.isAccepting() && gate.isOpen(), gatekeeper, answers, connections, jetty);
        // Spring's own check of origins is passed: Admission decides, with a problem detail.
        return registry -> registry.addHandler(new AbstractWebSocketHandler() {}, PATH)
                .setHandshakeHandler(handshake)
                .setAllowedOriginPatterns("*");
    }
}
