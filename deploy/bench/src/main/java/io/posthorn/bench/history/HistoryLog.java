// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import com.google.protobuf.ByteString;
import io.posthorn.bench.stack.Notices;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.TopicSetup;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReplayRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics around history, as the router writes them and a gateway reads them. */
final class HistoryLog implements AutoCloseable {

    static final String CLASS = "system";
    static final String GATEWAY = "bench";

    /** The names that {@code deploy/local} gives to topics. */
    private static final Topics TOPICS = new Topics("posthorn", 1, 4, (short) 1);

    private static final ByteString SALT = ByteString.copyFrom(new byte[16]);

    private final String bootstrapServers;
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;

    HistoryLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static int partition(String user) {
        return UserPartitioner.partition(user, TOPICS.partitions());
    }

    /** @param ordinal from 1 */
    void commit(String user, Notification notification, Place place, long ordinal) {
        Message message = Message.newBuilder()
                .setUser(user)
                .setPosition(place.at())
                .setPrevOwn(place.before())
                .setOrdinal(ordinal)
                .setNotification(notification)
                .setSalt(SALT)
                .build();
        producer.send(new ProducerRecord<>(
                TOPICS.name(Topic.MESSAGES),
                partition(user),
                utf8(user),
                MessageRecord.newBuilder().setMessage(message).build().toByteArray()));
    }

    /** @param before of the user's message before; none: {@link Positions#START} */
    record Place(Position at, Position before) {}

    static Notification notification(int number, String body) {
        return Notification.newBuilder()
                .setId(Cast.id(number))
                .setSource(Notices.SOURCE)
                .setClassName(CLASS)
                .setTitle("Benchmark")
                .setBody(body)
                .build();
    }

    void createGateway() throws InterruptedException {
        new TopicSetup(admin, TOPICS).ensureGateway(GATEWAY);
    }

    void ask(String user, String connection, Position after, Position upTo, int messages) {
        ReplayRequest request = ReplayRequest.newBuilder()
                .setUser(user)
                .setDevice("phone")
                .setConnection(connection)
                .setGateway(GATEWAY)
                .setIncarnation(1)
                .setAfter(after)
                .setUpTo(upTo)
                .setMaxMessages(messages)
                .setDeadline(Instant.now().plus(Duration.ofMinutes(30)).toEpochMilli())
                .build();
        producer.send(new ProducerRecord<>(TOPICS.name(Topic.REPLAY), partition(user), null, request.toByteArray()));
    }

    void receipt(Receipt receipt) {
        producer.send(new ProducerRecord<>(
                TOPICS.name(Topic.RECEIPTS), utf8(receipt.getSource() + "/" + receipt.getId()), receipt.toByteArray()));
    }

    void connection(ConnectionEvent event) {
        producer.send(new ProducerRecord<>(
                TOPICS.name(Topic.CONNECTIONS),
                partition(event.getUser()),
                utf8(event.getUser()),
                event.toByteArray()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void flush() {
        producer.flush();
    }

    /** From its end. */
    Consumer<byte[], byte[]> gateway() {
        Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(TOPICS.gateway(GATEWAY)).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    /** Messages that are not written, in no tree and not counted: of these three the mean. */
    long lag() throws InterruptedException {
        long lag = 0;
        for (String group : TOPICS.messagesGroups()) {
            lag += lag(group);
        }
        int groups = TOPICS.messagesGroups().size();
        return (lag + groups - 1) / groups;
    }

    private long lag(String group) throws InterruptedException {
        try {
            var committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            IntStream.range(0, TOPICS.partitions())
                    .forEach(partition ->
                            ends.put(new TopicPartition(TOPICS.name(Topic.MESSAGES), partition), OffsetSpec.latest()));
            long lag = 0;
            for (var end : admin.listOffsets(ends).all().get().entrySet()) {
                var offset = committed.get(end.getKey());
                lag += end.getValue().offset() - (offset == null ? 0 : offset.offset());
            }
            return lag;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell how far history has come", e);
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
