// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.lease;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.LeaseRecord;
import io.posthorn.gateway.broker.BrokerClients;
import io.posthorn.gateway.broker.GatewaySettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the leases in {@code posthorn.gateways}. */
final class LeaseLog {

    private static final Logger log = LoggerFactory.getLogger(LeaseLog.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final BrokerClients clients;
    private final TopicPartition partition;
    private final byte[] gateway;

    LeaseLog(BrokerClients clients, Topics topics, GatewaySettings gateway) {
        this.clients = clients;
        this.partition = new TopicPartition(topics.name(Topic.GATEWAYS), 0);
        this.gateway = gateway.id().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Incarnation of this id's last committed lease.
     *
     * <p>Reads to the end of the log and not only to the end of what is committed: an open transaction of another gateway would
     * hide leases behind it. It is over within its timeout.
     */
    OptionalLong lastIncarnation(Admin admin) throws InterruptedException {
        long end = end(admin);
        long giveUp = System.nanoTime() + TIMEOUT.toNanos();
        OptionalLong last = OptionalLong.empty();
        try (Consumer<byte[], byte[]> consumer = clients.consumer(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false))) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> lease : consumer.poll(Duration.ofMillis(200))) {
                    last = isOurs(lease) ? incarnation(lease, last) : last;
                }
                if (System.nanoTime() > giveUp) {
                    throw new IllegalStateException(
                            "%s could not be read to offset %d within %s: is there a transaction that does not end?"
                                    .formatted(partition, end, TIMEOUT));
                }
            }
        }
        return last;
    }

    private long end(Admin admin) throws InterruptedException {
        try {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                    .offset();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The end of " + partition + " could not be read", e);
        }
    }

    private boolean isOurs(ConsumerRecord<byte[], byte[]> lease) {
        return lease.key() != null && lease.value() != null && Arrays.equals(lease.key(), gateway);
    }

    private static OptionalLong incarnation(ConsumerRecord<byte[], byte[]> lease, OptionalLong before) {
        try {
            LeaseRecord record = LeaseRecord.parseFrom(lease.value());
            return record.hasLease() ? OptionalLong.of(record.getLease().getIncarnation()) : before;
        } catch (InvalidProtocolBufferException e) {
            log.warn("Passed over offset {} of {}: not a lease", lease.offset(), lease.topic());
            return before;
        }
    }
}
