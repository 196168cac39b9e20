// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.inbound;

import io.posthorn.contracts.topic.TopicSetup;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.gateway.broker.BrokerClients;
import io.posthorn.gateway.broker.GatewaySettings;
import io.posthorn.gateway.connection.Connections;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Follows the gateway's own topic from its end. */
public final class GatewayTopic {

    private static final int API_TIMEOUT_MILLIS = 5_000;
    private static final Duration STOP = Duration.ofSeconds(5);

    private final BrokerClients clients;
    private final DeliveryDispatch dispatch;
    private final Connections connections;
    private final TopicPartition partition;
    private final Topics topics;
    private final String gateway;
    private @Nullable TopicReader reader;

    GatewayTopic(
            BrokerClients clients,
            Topics topics,
            GatewaySettings gateway,
            DeliveryDispatch dispatch,
            Connections connections) {
        this.clients = clients;
        this.dispatch = dispatch;
        this.connections = connections;
        this.topics = topics;
        this.gateway = gateway.id();
        this.partition = new TopicPartition(topics.gateway(gateway.id()), 0);
    }

    /**
     * Reads what comes from now on; whatever comes after this call has returned is read. Follows anew if it did before.
     *
     * @throws org.apache.kafka.common.KafkaException the end of the topic could not be found
     */
    public synchronized void follow() throws InterruptedException {
        stop(STOP);
        Consumer<byte[], byte[]> consumer = clients.consumer(Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                API_TIMEOUT_MILLIS));
        try {
            consumer.assign(List.of(partition));
            TopicReader.toEnd(consumer, partition);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
        reader = new TopicReader(consumer, partition, dispatch, connections, this::ensure);
        reader.start();
    }

    private void ensure() throws InterruptedException {
        try (Admin admin = clients.admin()) {
            new TopicSetup(admin, topics).ensureGateway(gateway);
        }
    }

    public synchronized void stop(Duration timeout) throws InterruptedException {
        if (reader != null) {
            reader.stop(timeout);
            reader = null;
        }
    }
}
