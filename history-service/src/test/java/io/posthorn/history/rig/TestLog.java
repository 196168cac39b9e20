// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.MessageLite;
import io.posthorn.contracts.notification.ReceiptKey;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.TopicSetup;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.GroupMember;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.Persisted;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ProgressMarker;
import io.posthorn.contracts.v1.RangeOutcome;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.testkit.servers.KafkaSpace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topics around the service, written and read as the router and the gateways do. */
public final class TestLog implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaSpace kafka;
    private final Topics topics;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> plain;
    private final KafkaProducer<byte[], byte[]> transactional;
    private final Map<String, TopicTail> tails = new HashMap<>();
    /** The newest record that this wrote, of each partition. */
    private final Map<TopicPartition, Long> newest = new HashMap<>();

    public TestLog(KafkaSpace kafka) {
        this.kafka = kafka;
        this.topics = new Topics(kafka.topicPrefix(), 1, 4, (short) 1);
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        this.plain = producer(Map.of("acks", "all"));
        this.transactional = producer(Map.of("transactional.id", kafka.topicPrefix() + ".router"));
        transactional.initTransactions();
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", kafka.bootstrapServers());
        all.put("linger.ms", 0);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public Topics topics() {
        return topics;
    }

    public Admin admin() {
        return admin;
    }

    public TestLog createTopics() {
        try {
            new TopicSetup(admin, topics).ensure(EnumSet.complementOf(EnumSet.of(Topic.GATEWAY)));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return this;
    }

    public void createGateway(String id) {
        try {
            new TopicSetup(admin, topics).ensureGateway(id);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    public int partition(String user) {
        return UserPartitioner.partition(user, topics.partitions());
    }

    /** @param prefix begins the name */
    public String userOn(int partition, String prefix) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> prefix + "-" + i)
                .filter(each -> partition(each) == partition)
                .findFirst()
                .orElseThrow();
    }

    /** In one transaction, as the router commits. */
    public void commit(List<Message> messages) {
        inOneTransaction(messages.stream().map(this::record));
    }

    public void commit(Message... messages) {
        commit(List.of(messages));
    }

    /** What the router says of one partition, in one transaction and in this order. */
    public void commit(int partition, MessageRecord... records) {
        inOneTransaction(Stream.of(records)
                .map(each -> new ProducerRecord<>(topics.name(Topic.MESSAGES), partition, null, each.toByteArray())));
    }

    private void inOneTransaction(Stream<ProducerRecord<byte[], byte[]>> records) {
        transactional.beginTransaction();
        List<Future<RecordMetadata>> sent = records.map(transactional::send).toList();
        transactional.commitTransaction();
        sent.forEach(each -> written(get(each)));
    }

    private RecordMetadata written(RecordMetadata record) {
        newest.merge(new TopicPartition(record.topic(), record.partition()), record.offset(), Math::max);
        return record;
    }

    /** Waits until the service has done with all that was written here with this. */
    public void awaitDone(Topic topic) {
        String group = topic == Topic.MESSAGES ? topics.historyGroup() : topics.historyGroup() + "." + topic.suffix();
        await("done with " + topic).atMost(PATIENCE).until(() -> {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            return newest.entrySet().stream()
                    .filter(each -> each.getKey().topic().equals(topics.name(topic)))
                    .allMatch(each -> isBefore(each.getValue(), committed.get(each.getKey())));
        });
    }

    private static boolean isBefore(long offset, @Nullable OffsetAndMetadata committed) {
        return committed != null && offset < committed.offset();
    }

    public static MessageRecord fact(Message message) {
        return MessageRecord.newBuilder().setMessage(message).build();
    }

    public static MessageRecord fact(RangeOutcome outcome) {
        return MessageRecord.newBuilder().setOutcome(outcome).build();
    }

    /** In the order in which they were written, for each source and id. */
    public List<Receipt> receipts(String user) {
        return read(Topic.RECEIPTS).stream()
                .map(each -> Records.parse(each, Receipt.parser()))
                .filter(each -> each.getUser().equals(user))
                .toList();
    }

    /** What the router was told of one partition. */
    public List<Position> persisted(int partition) {
        return read(Topic.PERSISTED).stream()
                .filter(each -> each.partition() == partition)
                .map(each -> Records.parse(each, Persisted.parser()).getUpTo())
                .toList();
    }

    public void abort(Message... messages) {
        transactional.beginTransaction();
        for (Message each : messages) {
            transactional.send(record(each));
        }
        transactional.flush();
        transactional.abortTransaction();
    }

    private ProducerRecord<byte[], byte[]> record(Message message) {
        return new ProducerRecord<>(
                topics.name(Topic.MESSAGES),
                partition(message.getUser()),
                utf8(message.getUser()),
                MessageRecord.newBuilder().setMessage(message).build().toByteArray());
    }

    /** In one transaction, as the router tells. */
    public void tell(List<Receipt> receipts) {
        inOneTransaction(receipts.stream().map(this::record));
    }

    public void abortTelling(List<Receipt> receipts) {
        transactional.beginTransaction();
        receipts.forEach(each -> transactional.send(record(each)));
        transactional.flush();
        transactional.abortTransaction();
    }

    private ProducerRecord<byte[], byte[]> record(Receipt receipt) {
        return new ProducerRecord<>(
                topics.name(Topic.RECEIPTS),
                ReceiptKey.of(receipt.getSource(), receipt.getId()),
                receipt.toByteArray());
    }

    public void mark(int partition, Position upTo) {
        sendRaw(
                Topic.MESSAGES,
                partition,
                MessageRecord.newBuilder()
                        .setProgress(ProgressMarker.newBuilder().setUpTo(upTo))
                        .build());
    }

    /** So many records in the inbox of a user's partition, as if the router had applied them. @return how many there are */
    public long fillInbox(String user, int records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            sent.add(plain.send(
                    new ProducerRecord<>(topics.name(Topic.INBOX), partition(user), utf8(user), new byte[0])));
        }
        long end = 0;
        for (var each : sent) {
            end = Math.max(end, get(each).offset() + 1);
        }
        return end;
    }

    /** So many records in the inbox of a user's partition that nobody is to see. */
    public void abortInbox(String user, int records) {
        transactional.beginTransaction();
        for (int i = 0; i < records; i++) {
            transactional.send(
                    new ProducerRecord<>(topics.name(Topic.INBOX), partition(user), utf8(user), new byte[0]));
        }
        transactional.flush();
        transactional.abortTransaction();
    }

    /** As if the router had handled the inbox of a user's partition up to there, without a word of what came last. */
    public void routed(String user, long upTo) {
        TopicPartition inbox = new TopicPartition(topics.name(Topic.INBOX), partition(user));
        get(admin.alterConsumerGroupOffsets(topics.routerGroup(), Map.of(inbox, new OffsetAndMetadata(upTo)))
                .all());
    }

    public void ask(ReplayRequest request) {
        sendRaw(Topic.REPLAY, partition(request.getUser()), request);
    }

    private void sendRaw(Topic topic, int partition, MessageLite value) {
        sendRaw(topic, partition, value.toByteArray());
    }

    public void sendRaw(Topic topic, int partition, byte[] value) {
        written(get(plain.send(new ProducerRecord<>(topics.name(topic), partition, null, value))));
    }

    /** As a gateway says it. @return when it was appended */
    public Instant say(ConnectionEvent event) {
        return say(Topic.CONNECTIONS, partition(event.getUser()), utf8(event.getUser()), event.toByteArray());
    }

    /** @param value absent: a tombstone @return when it was appended */
    public Instant say(Topic topic, int partition, byte[] key, byte @Nullable [] value) {
        RecordMetadata said = written(get(plain.send(new ProducerRecord<>(topics.name(topic), partition, key, value))));
        return Instant.ofEpochMilli(said.timestamp());
    }

    /** Who is in a group, or is not any more. @return when it was appended */
    public Instant member(String group, String user, boolean is) {
        return member(partition(group + user), group, user, is);
    }

    public Instant member(int partition, String group, String user, boolean is) {
        byte[] value =
                GroupMember.newBuilder().setGroup(group).setUser(user).build().toByteArray();
        return say(Topic.GROUPS, partition, utf8(group + "\0" + user), is ? value : null);
    }

    /** All that is committed, in the order of each partition. */
    public synchronized List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        return tails.computeIfAbsent(topic, name -> new TopicTail(kafka.bootstrapServers(), name))
                .read();
    }

    public List<ConsumerRecord<byte[], byte[]>> read(Topic topic) {
        return read(topics.name(topic));
    }

    /** What was read from a topic and could not be used. */
    public List<ConsumerRecord<byte[], byte[]>> parked(Topic topic) {
        return read(Topic.REJECTED).stream()
                .filter(each -> Records.header(each, Rejection.TOPIC_HEADER).equals(topics.name(topic)))
                .toList();
    }

    /** Where each partition of a topic ends. */
    public Map<TopicPartition, Long> ends(Topic topic) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int each = 0; each < topics.partitions(topic); each++) {
            latest.put(new TopicPartition(topics.name(topic), each), OffsetSpec.latest());
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        get(admin.listOffsets(latest).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Up to where a group has committed what it has handled. */
    public Map<TopicPartition, Long> handled(String group) {
        Map<TopicPartition, Long> handled = new HashMap<>();
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, at) -> handled.put(partition, at.offset()));
        return handled;
    }

    public static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted", e);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        tails.values().forEach(TopicTail::close);
        plain.close();
        transactional.close();
        admin.close();
    }
}
