// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
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
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    private static final Duration PATIENCE = Duration.ofSeconds(30);
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

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** From its end. */
    Consumer<byte[], byte[]> gateway() {
        Consumer<byte[], byte[]> consumer = consumer();
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

    /** When the first message was appended, if the log holds as many as that already. */
    Optional<Instant> begin(String user, int messages) throws InterruptedException {
        long there = ends().values().stream().mapToLong(each -> each).sum();
        if (there == 0) {
            return Optional.empty();
        }
        if (there != messages) {
            throw new IllegalStateException("The folder holds %d messages, and not %d".formatted(there, messages));
        }
        TopicPartition first = new TopicPartition(TOPICS.name(Topic.MESSAGES), partition(user));
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(first));
            consumer.seekToBeginning(List.of(first));
            ConsumerRecord<byte[], byte[]> record =
                    consumer.poll(PATIENCE).iterator().next();
            Position position =
                    MessageRecord.parseFrom(record.value()).getMessage().getPosition();
            return Optional.of(Instant.ofEpochMilli(position.getAppendedAt()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The first message of the log is none", e);
        }
    }

    private Map<TopicPartition, Long> ends() throws InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < TOPICS.partitions(); partition++) {
            asked.put(new TopicPartition(TOPICS.name(Topic.MESSAGES), partition), OffsetSpec.latest());
        }
        try {
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell where the log ends", e);
        }
    }

    private long lag(String group) throws InterruptedException {
        try {
            var committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long lag = 0;
            for (Map.Entry<TopicPartition, Long> end : ends().entrySet()) {
                var offset = committed.get(end.getKey());
                lag += end.getValue() - (offset == null ? 0 : offset.offset());
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
