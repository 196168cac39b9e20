// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.lease;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.GatewayLease;
import io.posthorn.contracts.v1.LeaseRecord;
import io.posthorn.contracts.v1.LeaseState;
import io.posthorn.gateway.broker.BrokerClients;
import io.posthorn.gateway.broker.GatewaySettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes leases, each in a transaction: the transactional id is the gateway's, so of two processes with one id only the
 * later can. No call takes longer than two seconds.
 */
final class LeaseProducer implements AutoCloseable {

    private static final int MAX_BLOCK_MILLIS = 2_000;

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final String gateway;

    LeaseProducer(BrokerClients clients, Topics topics, GatewaySettings gateway, Duration transactionTimeout) {
        this.topic = topics.name(Topic.GATEWAYS);
        this.gateway = gateway.id();
        this.producer = clients.producer(Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                topics.prefix() + "-gateway-" + gateway.id(),
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                (int) transactionTimeout.toMillis(),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                MAX_BLOCK_MILLIS,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                MAX_BLOCK_MILLIS,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                MAX_BLOCK_MILLIS));
    }

    /** From now on no other producer of this id can publish; what it had begun is aborted. */
    void fence() throws FencedException {
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            FencedException.throwIf(e);
            throw e;
        }
    }

    /** Returns when the lease is committed. */
    void publish(long incarnation, LeaseState state) throws FencedException {
        byte[] lease = LeaseRecord.newBuilder()
                .setLease(GatewayLease.newBuilder()
                        .setGateway(gateway)
                        .setIncarnation(incarnation)
                        .setState(state))
                .build()
                .toByteArray();
        try {
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, 0, gateway.getBytes(StandardCharsets.UTF_8), lease));
            producer.commitTransaction();
        } catch (RuntimeException e) {
            FencedException.throwIf(e);
            throw e;
        }
    }

    /** At once: what has not been committed is not worth waiting for. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
