// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.GatewayLease;
import io.posthorn.contracts.v1.LeaseRecord;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.contracts.v1.Recovered;
import io.posthorn.contracts.v1.Resumption;
import io.posthorn.testkit.servers.KafkaSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Plays delivery: reads what gateways publish, and tells them what to write. */
public final class GatewayRecords implements AutoCloseable {

    private final Topics topics;
    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, WholeTopic> read = new ConcurrentHashMap<>();

    public GatewayRecords(KafkaSpace kafka) {
        topics = new Topics(kafka.topicPrefix(), 1, 4, (short) 1);
        bootstrapServers = kafka.bootstrapServers();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public static Position at(long offset) {
        return Positions.of(1, offset, 1_000 + offset);
    }

    public static Delivery.Builder to(Device device, long prev) {
        return Delivery.newBuilder()
                .addRecipients(Recipient.newBuilder()
                        .setConnection(device.welcome().getConnection())
                        .setUserHash(UserHash.of(device.welcome().getUser()))
                        .setPrev(at(prev)));
    }

    public void resume(String gateway, Device device, long cursor) {
        send(
                gateway,
                to(device, 0)
                        .setResumed(Resumption.newBuilder()
                                .setRecovered(Recovered.RECOVERED_FULL)
                                .setCursor(at(cursor))));
    }

    public void message(String gateway, Device device, long offset, long prev, String body) {
        send(gateway, messageTo(device, offset, prev, body));
    }

    private static Delivery.Builder messageTo(Device device, long offset, long prev, String body) {
        return to(device, prev)
                .setPosition(at(offset))
                .setMessage(Notification.newBuilder()
                        .setId("n-" + offset)
                        .setSource("orders")
                        .setClassName("system")
                        .setBody(body));
    }

    /** All from {@code first} to {@code last} in one go. */
    public void messages(String gateway, Device device, long first, long last, String body) {
        for (long offset = first; offset <= last; offset++) {
            producer.send(record(gateway, messageTo(device, offset, offset - 1, body)));
        }
        producer.flush();
    }

    public void send(String gateway, Delivery.Builder delivery) {
        producer.send(record(gateway, delivery));
        producer.flush();
    }

    public void send(String gateway, byte[] garbage) {
        producer.send(new ProducerRecord<>(topics.gateway(gateway), 0, null, garbage));
        producer.flush();
    }

    private ProducerRecord<byte[], byte[]> record(String gateway, Delivery.Builder delivery) {
        return new ProducerRecord<>(
                topics.gateway(gateway), 0, null, delivery.build().toByteArray());
    }

    /** Events of one connection, when there are as many. */
    public List<ConnectionEvent> awaitEvents(String connection, int count) {
        return awaitRecords(
                topics.name(Topic.CONNECTIONS),
                4,
                record -> ConnectionEvent.parseFrom(record.value()),
                event -> event.getConnection().equals(connection),
                count);
    }

    /** Where the first event of a connection stands. */
    public int partitionOf(String connection) {
        return this.<Integer>awaitRecords(
                        topics.name(Topic.CONNECTIONS),
                        4,
                        record -> ConnectionEvent.parseFrom(record.value())
                                        .getConnection()
                                        .equals(connection)
                                ? record.partition()
                                : -1,
                        partition -> partition >= 0,
                        1)
                .get(0);
    }

    public List<GatewayLease> awaitLeases(String gateway, int count) {
        return awaitRecords(
                topics.name(Topic.GATEWAYS),
                1,
                record -> LeaseRecord.parseFrom(record.value()).getLease(),
                lease -> lease.getGateway().equals(gateway),
                count);
    }

    private interface Parse<T> {
        T of(ConsumerRecord<byte[], byte[]> record) throws InvalidProtocolBufferException;
    }

    private <T> List<T> awaitRecords(String topic, int partitions, Parse<T> parse, Predicate<T> wanted, int count) {
        WholeTopic whole = read.computeIfAbsent(topic, name -> new WholeTopic(bootstrapServers, name, partitions));
        List<T> found = new ArrayList<>();
        await().atMost(Duration.ofSeconds(20)).pollDelay(Duration.ZERO).untilAsserted(() -> {
            found.clear();
            for (var record : whole.records()) {
                T value = parse.of(record);
                if (wanted.test(value)) {
                    found.add(value);
                }
            }
            assertThat(found).hasSizeGreaterThanOrEqualTo(count);
        });
        return found;
    }

    @Override
    public void close() {
        producer.close();
        read.values().forEach(WholeTopic::close);
    }
}
