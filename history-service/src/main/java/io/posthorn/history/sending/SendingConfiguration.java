// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.sending;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.ProducerListener;

@Configuration(proxyBeanMethods = false)
class SendingConfiguration {

    /** How long a sender may be held while a topic is looked up: the gateway's may be gone. */
    private static final int BLOCK_MS = 2_000;
    /** A page is a hint: the router asks again after 5 s, so an old one is worth nothing. */
    private static final int PAGE_TIMEOUT_MS = 8_000;

    private static final int PAGE_REQUEST_MS = 4_000;

    @Bean
    Refusals refusals(Clock clock) {
        return new Refusals(clock);
    }

    @Bean
    Sender facts(ProducerFactory<byte[], byte[]> producers, Refusals refusals) {
        return sender(producers, "history-facts", Map.of(), Optional.of(refusals));
    }

    @Bean
    Sender pages(ProducerFactory<byte[], byte[]> producers) {
        return sender(
                producers,
                "history-pages",
                Map.of(
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        PAGE_TIMEOUT_MS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        PAGE_REQUEST_MS),
                Optional.empty());
    }

    private static Sender sender(
            ProducerFactory<byte[], byte[]> producers,
            String clientId,
            Map<String, Object> settings,
            Optional<Refusals> refusals) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS);
        KafkaTemplate<byte[], byte[]> template = new KafkaTemplate<>(producers, all);
        // Who sends says what failed; by default it is logged here too, with a stack trace for each record.
        template.setProducerListener(new ProducerListener<>() {});
        return new Sender(template, refusals);
    }
}
