// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.inbound;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.gateway.broker.BrokerClients;
import io.posthorn.gateway.broker.GatewaySettings;
import io.posthorn.gateway.connection.Connections;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InboundConfiguration {

    /** Started and stopped with the gateway's lease. */
    @Bean(destroyMethod = "")
    GatewayTopic gatewayTopic(
            BrokerClients clients,
            Topics topics,
            GatewaySettings gateway,
            Connections connections,
            MeterRegistry meters) {
        return new GatewayTopic(clients, topics, gateway, new DeliveryDispatch(connections, meters), connections);
    }
}
