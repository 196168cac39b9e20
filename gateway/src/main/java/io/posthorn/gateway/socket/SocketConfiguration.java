// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SocketConfiguration {

    @Bean
    JettyUpgrade jettyUpgrade(SocketSettings settings, MeterRegistry meters) {
        var backlog = new Backlog(
                settings.backlog().toBytes(), settings.totalBacklog().toBytes());
        Gauge.builder("posthorn.gateway.backlog", backlog, Backlog::held)
                .baseUnit("bytes")
                .description("Waits behind full sockets, writes in flight included")
                .register(meters);
        return new JettyUpgrade(settings, backlog);
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> socketBuffers(SocketSettings settings) {
        return factory -> factory.addServerCustomizers(server -> limit(server, settings));
    }

    private static void limit(Server server, SocketSettings settings) {
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof ServerConnector sockets) {
                sockets.setAcceptQueueSize(settings.acceptQueue());
                sockets.setAcceptedSendBufferSize((int) settings.sendBuffer().toBytes());
            }
        }
    }
}
