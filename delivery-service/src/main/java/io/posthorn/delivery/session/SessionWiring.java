// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.session;

import io.posthorn.contracts.topic.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;

@Configuration(proxyBeanMethods = false)
class SessionWiring {

    /** As long as the topic keeps them. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    @Bean
    KnownSessions knownSessions() {
        return new KnownSessions(REMEMBERED);
    }

    @Bean
    SessionReader sessionReader(KafkaConnectionDetails kafka, Topics topics, KnownSessions sessions) {
        Map<String, Object> clients =
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, String.join(",", kafka.getBootstrapServers()));
        return new SessionReader(clients, topics, sessions);
    }

    @Bean
    RevocationLog revocationLog(KafkaTemplate<byte[], byte[]> kafka, Topics topics) {
        return new RevocationLog(kafka, topics);
    }
}
