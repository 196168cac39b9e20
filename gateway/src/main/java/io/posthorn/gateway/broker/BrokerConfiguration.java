// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.broker;

import io.posthorn.contracts.topic.Topics;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BrokerConfiguration {

    @Bean
    Topics topics(BrokerSettings settings) {
        return settings.topics();
    }

    @Bean
    BrokerClients brokerClients(KafkaProperties properties) {
        return new BrokerClients(properties);
    }
}
