// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.lease;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.gateway.broker.BrokerClients;
import io.posthorn.gateway.broker.GatewaySettings;
import io.posthorn.gateway.connection.Connections;
import io.posthorn.gateway.deadline.MonotonicClock;
import io.posthorn.gateway.drain.Drain;
import io.posthorn.gateway.event.ConnectionEvents;
import io.posthorn.gateway.inbound.GatewayTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LeaseConfiguration {

    @Bean
    ProcessExit processExit() {
        return ProcessExit.ofJvm();
    }

    @Bean
    LeaseKeeper leaseKeeper(
            LeaseSettings settings,
            BrokerClients clients,
            Topics topics,
            GatewaySettings gateway,
            GatewayTopic inbound,
            ConnectionEvents events,
            Connections connections,
            MonotonicClock clock,
            ProcessExit exit,
            MeterRegistry meters) {
        var steps = new LeaseSteps(clients, topics, gateway, settings, inbound, events, clock);
        var keeper = new LeaseKeeper(settings, steps, connections, clock, exit);
        Gauge.builder("posthorn.gateway.lease.age", keeper, lease -> lease.age() / 1000.0)
                .baseUnit("seconds")
                .description("Since the last renewal of the lease")
                .register(meters);
        return keeper;
    }

    @Bean
    GatewayLife gatewayLife(
            LeaseKeeper lease,
            Drain drain,
            Connections connections,
            ConnectionEvents events,
            GatewayTopic inbound,
            LeaseSettings settings) {
        return new GatewayLife(lease, drain, connections, events, inbound, settings.shutdownTimeout());
    }

    @Bean
    LeaseHealth leaseHealthIndicator(LeaseKeeper lease, Connections connections) {
        return new LeaseHealth(lease, connections);
    }
}
