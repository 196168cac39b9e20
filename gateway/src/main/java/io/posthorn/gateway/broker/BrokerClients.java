// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.broker;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/**
 * Makes Kafka clients from {@code spring.kafka.*}; what a caller sets wins.
 *
 * <p>Keys and values are bytes: what they mean is decoded by whoever reads them, so that a bad record is theirs to count.
 */
public final class BrokerClients {

    private static final int ADMIN_TIMEOUT_MILLIS = 10_000;

    private final KafkaProperties properties;

    BrokerClients(KafkaProperties properties) {
        this.properties = properties;
    }

    public Producer<byte[], byte[]> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(
                merged(properties.buildProducerProperties(), settings),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(
                merged(properties.buildConsumerProperties(), settings),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Closing it waits for what it was asked, so nothing that it is asked takes long. */
    public Admin admin() {
        return Admin.create(merged(
                properties.buildAdminProperties(),
                Map.of(
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        ADMIN_TIMEOUT_MILLIS / 2,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        ADMIN_TIMEOUT_MILLIS)));
    }

    /** For messages to operators. */
    public String bootstrapServers() {
        return String.join(",", properties.getBootstrapServers());
    }

    private static Map<String, Object> merged(Map<String, Object> common, Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(common);
        all.putAll(own);
        return all;
    }
}
