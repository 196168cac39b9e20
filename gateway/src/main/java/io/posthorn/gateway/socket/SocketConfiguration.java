// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.gateway.address.TrustedProxies;
import io.posthorn.gateway.deadline.MonotonicClock;
import io.posthorn.gateway.limit.LimitMetrics;
import io.posthorn.gateway.limit.Occupancy;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.jetty.metrics.JettyConnectionMetricsBinder;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SocketConfiguration {

    @Bean
    JettyUpgrade jettyUpgrade(SocketSettings settings, MonotonicClock clock, MeterRegistry meters) {
        var backlog = new Backlog(
                settings.backlog().toBytes(), settings.totalBacklog().toBytes());
        var inbound = new Inbound(settings.totalInbound().toBytes());
        Gauge.builder("posthorn.gateway.backlog", backlog, Backlog::held)
                .baseUnit("bytes")
                .description("Waits behind full sockets, writes in flight included")
                .register(meters);
        Gauge.builder("posthorn.gateway.inbound", inbound, Inbound::held)
                .baseUnit("bytes")
                .description("Of messages that have not come to their end")
                .register(meters);
        var terms = new SocketTerms(
                backlog,
                inbound,
                (int) settings.frameSize().toBytes(),
                (int) settings.writeTimeout().toMillis(),
                (int) settings.messageTimeout().toMillis(),
                clock);
        return new JettyUpgrade(settings, terms);
    }

    @Bean
    Newcomers newcomers(
            NewcomerSettings settings,
            TrustedProxies proxies,
            MonotonicClock clock,
            Occupancy occupancy,
            MeterRegistry meters) {
        int files = OpenFiles.allowed();
        var newcomers = new Newcomers(
                settings, proxies, clock, new LimitMetrics(meters), () -> files - occupancy.connections());
        Gauge.builder("posthorn.gateway.newcomers", newcomers, Newcomers::count)
                .description("TCP connections that are no WebSocket yet")
                .register(meters);
        return newcomers;
    }

    /** Boot's own keeps two objects for each connection, to tell how long requests last which last for days. */
    @Bean
    JettyConnectionMetricsBinder jettyConnectionMetricsBinder(MeterRegistry meters) {
        return new JettyConnectionMetricsBinder(meters) {
            @Override
            protected void bindMetrics(Server server) {
                // Connections have gauges and counters of our own.
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> sockets(SocketSettings settings, Newcomers newcomers) {
        return factory -> factory.addServerCustomizers(server -> {
            limit(server, settings, newcomers);
            TlsReload.follow(factory, server);
        });
    }

    private static void limit(Server server, SocketSettings settings, Newcomers newcomers) {
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof ServerConnector sockets) {
                sockets.setAcceptQueueSize(settings.acceptQueue());
                sockets.setAcceptedSendBufferSize((int) settings.sendBuffer().toBytes());
                sockets.addBean(newcomers);
            }
            connector.getConnectionFactories().stream()
                    .filter(HttpConfiguration.ConnectionFactory.class::isInstance)
                    .map(HttpConfiguration.ConnectionFactory.class::cast)
                    .forEach(http -> http.getHttpConfiguration().addCustomizer(new AnswerHeaders()));
        }
    }
}
