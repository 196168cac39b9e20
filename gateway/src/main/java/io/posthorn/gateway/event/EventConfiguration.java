// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.event;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.gateway.broker.BrokerClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EventConfiguration {

    /** Started and closed with the gateway's lease. */
    @Bean(destroyMethod = "")
    ConnectionEvents connectionEvents(
            BrokerClients clients, Topics topics, EventSettings settings, MeterRegistry meters) {
        return new ConnectionEvents(new EventProducer(clients, topics, settings, meters), settings);
    }
}
