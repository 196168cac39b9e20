// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.AttributesChanged;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever anybody writes into the log: it is rejected with its reason, and the next record is handled. */
@RealKafka
class HostileIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    /** With key and overhead as large as a topic takes. */
    private static final int LARGEST = (1 << 20) - 300;

    private static int users;

    static KafkaSpace kafka;

    @TempDir
    static Path directory;

    private static RunningDelivery delivery;
    private static KafkaProducer<byte[], byte[]> producer;
    private static RunningDelivery.Reading frames;
    private static RunningDelivery.Reading messages;
    private static RunningDelivery.Reading rejected;

    @BeforeAll
    static void start() {
        delivery = new RunningDelivery(kafka, directory).ready();
        delivery.gatewayTopic("gateway-1");
        delivery.keepLease("gateway-1");
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.request.size", 4 << 20, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        frames = delivery.reading(delivery.topics.gateway("gateway-1"), "read_uncommitted");
        messages = delivery.reading(delivery.topics.name(Topic.MESSAGES), "read_committed");
        rejected = delivery.reading(delivery.topics.name(Topic.REJECTED), "read_committed");
    }

    @AfterAll
    static void stop() {
        frames.close();
        messages.close();
        rejected.close();
        producer.close();
        delivery.close();
    }

    @AfterEach
    void allGoesOn() {
        assertThat(delivery.readiness().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(
            value = Topic.class,
            names = {"NOTIFICATIONS", "INBOX", "CONNECTIONS", "PERSISTED"})
    void whatCannotBeReadIsRejectedAsItWas(Topic topic) {
        byte[] garbage = {(byte) 0xff, 0, (byte) 0xc3, 0x28};
        RecordMetadata some = produce(topic, "user-1", garbage);
        RecordMetadata none = produce(topic, "user-1", null);
        // Kafka takes none without a key for a compacted topic.
        RecordMetadata keyless = produce(topic, topic == Topic.PERSISTED ? "" : null, garbage);
        RecordMetadata large = produce(topic, "user-1", new byte[LARGEST]);

        assertThat(rejected(some).value()).isEqualTo(garbage);
        assertThat(rejected(none).value()).isNull();
        assertThat(rejected(keyless).key()).isNullOrEmpty();
        assertThat(rejected(large).value()).hasSize(LARGEST);
        assertThat(header(rejected(some), Rejection.REASON_HEADER)).isEqualTo("unparseable");
        flows();
    }

    /** They go to global threads, which Kafka Streams cannot replace. */
    @ParameterizedTest
    @EnumSource(
            value = Topic.class,
            names = {"GATEWAYS", "GROUPS"})
    void whatCannotBeReadOfATableIsPassedOver(Topic topic) {
        byte[] garbage = {(byte) 0xff, 0, (byte) 0xc3, 0x28};
        produce(topic, "gateway-1", garbage);
        produce(topic, "gateway-1", new byte[0]);
        produce(topic, "gateway-1", null);
        produce(topic, "", garbage);
        produce(topic, "gateway-1", new byte[LARGEST]);
        produce(topic, "topic-" + delivery.topics.name(Topic.INBOX) + "x", garbage);
        produce(topic, "\u0000", garbage);

        flows();
    }

    @Test
    void leasesOfGatewaysThatCannotBeAreOnlyNames() {
        for (String gateway : List.of("", "a b", "../..", "ä\n", "g".repeat(300))) {
            delivery.lease(gateway);
            String user = newUser();
            delivery.event(user, gateway, "c-" + user, event -> event.setConnected(Connected.getDefaultInstance()));
            publish(user);
        }

        flows();
    }

    @Test
    void anEventOfAGatewayThatIsNoMoreIsForNobody() {
        String user = newUser();
        delivery.event(user, "gateway-gone", "c-gone", event -> event.setConnected(Connected.getDefaultInstance()));
        publish(user);

        awaitMessage(user);
        flows();
    }

    /** Message, stored entry and frame are larger than what they are made of. */
    @Test
    void anInboxRecordAsLargeAsTheBrokerTakesIsRejectedAndDoesNotAbortForEver() {
        String user = newUser();
        byte[] record = inbox(user, LARGEST - 500);
        RecordMetadata origin = produce(Topic.INBOX, user, record);

        assertThat(rejected(origin).value()).isEqualTo(record);
        flowsOnThePartitionOf(user);
    }

    @Test
    void anInboxRecordAboveWhatFanoutWritesIsRejected() {
        String user = newUser();
        RecordMetadata origin = produce(Topic.INBOX, user, inbox(user, 600 << 10));

        assertThat(header(rejected(origin), Rejection.REASON_HEADER)).isEqualTo("too-large");
        flowsOnThePartitionOf(user);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void eventsThatNoGatewayWritesDoNotGrowTheStateBeyondWhatKafkaTakes(int times) {
        String user = newUser();
        String huge = "x".repeat(900 << 10);
        for (int i = 0; i < times; i++) {
            int each = i;
            delivery.event(
                    user,
                    "gateway-1",
                    "c-" + i,
                    event -> event.setDevice(huge + each).setConnected(Connected.getDefaultInstance()));
            delivery.event(
                    user,
                    "gateway-1",
                    huge + i,
                    event -> event.setDevice("d" + each).setConnected(Connected.getDefaultInstance()));
            delivery.event(
                    user,
                    huge + i,
                    "g-" + i,
                    event -> event.setDevice("d" + each).setConnected(Connected.getDefaultInstance()));
            delivery.event(
                    user,
                    "gateway-1",
                    "a-" + i,
                    event -> event.setDevice("d" + each)
                            .setConnected(Connected.newBuilder().putAttributes("k" + each, huge)));
            delivery.event(
                    user,
                    "gateway-1",
                    "a-" + i,
                    event -> event.setDevice("d" + each)
                            .setAttributesChanged(AttributesChanged.newBuilder().putSet("l" + each, huge)));
        }

        flowsOnThePartitionOf(user);
    }

    @Test
    void aHugeNotificationIsRejectedWithItsHeaders() {
        byte[] json = ("{\"id\":\"huge\",\"body\":\"" + "x".repeat(900 << 10) + "\"}").getBytes(UTF_8);
        var record = new ProducerRecord<>(delivery.topics.name(Topic.NOTIFICATIONS), "k".getBytes(UTF_8), json);
        record.headers().add("trace", new byte[100 << 10]);
        RecordMetadata origin = send(record);

        assertThat(rejected(origin).value()).isEqualTo(json);
        assertThat(rejected(origin).headers().lastHeader("trace").value()).hasSize(100 << 10);
        flows();
    }

    /** An operator may let a topic take more; the copy must then do without its value. */
    @Test
    void aRecordWhoseCopyIsOverEveryLimitIsRejectedWithoutItsValue() {
        try (var log = new Log(kafka)) {
            log.configure(delivery.topics.name(Topic.NOTIFICATIONS), "max.message.bytes", "4194304");
        }
        RecordMetadata origin = produce(Topic.NOTIFICATIONS, "large", new byte[3 << 20]);

        assertThat(rejected(origin).value()).isNull();
        assertThat(header(rejected(origin), Rejection.DETAIL_HEADER)).contains("3145728 bytes");
        flows();
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600_000, 3_000_000, -31_536_000_000L})
    void noProducersClockCounts(long wrongBy) {
        String user = newUser();
        long before = System.currentTimeMillis();
        byte[] json = json("clock-" + user, user).getBytes(UTF_8);
        RecordMetadata origin = send(new ProducerRecord<>(
                delivery.topics.name(Topic.NOTIFICATIONS), null, before + wrongBy, user.getBytes(UTF_8), json));

        assertThat(origin.timestamp()).isBetween(before - 60_000, before + 600_000);
        ConsumerRecord<byte[], byte[]> message = awaitMessage(user);
        assertThat(message.timestamp()).isBetween(before - 60_000, before + 600_000);
    }

    @Test
    void aGatewaysTopicThatIsDeletedHoldsUpNobody() {
        delivery.gatewayTopic("gateway-2");
        delivery.lease("gateway-2");
        String lost = newUser();
        String found = userBeside(lost);
        delivery.event(lost, "gateway-2", "c-" + lost, event -> event.setConnected(Connected.getDefaultInstance()));
        delivery.event(found, "gateway-1", "c-" + found, event -> event.setConnected(Connected.getDefaultInstance()));
        try (var second = delivery.reading(delivery.topics.gateway("gateway-2"), "read_uncommitted");
                var log = new Log(kafka)) {
            publish(lost);
            await().atMost(LONG).until(() -> holds(second.soFar(), "for-" + lost));
            log.delete(delivery.topics.gateway("gateway-2"));
        }

        IntStream.range(0, 300).forEach(i -> {
            delivery.lease("gateway-1");
            publish("more-" + i + "-" + lost, lost);
        });
        for (int i = 0; i < 20; i++) {
            String id = "after-" + i + "-" + found;
            delivery.lease("gateway-1");
            delivery.lease("gateway-2");
            publish(id, found);
            await().atMost(Duration.ofSeconds(5)).until(() -> holds(frames.soFar(), id));
        }
    }

    // ------------------------------------------------------------ what goes on

    private static void flows() {
        for (int partition = 0; partition < delivery.topics.partitions(); partition++) {
            String user = newUser();
            while (UserPartitioner.partition(user, delivery.topics.partitions()) != partition) {
                user = newUser();
            }
            flowsTo(user);
        }
    }

    private static void flowsOnThePartitionOf(String user) {
        flowsTo(userBeside(user));
    }

    private static void flowsTo(String user) {
        delivery.lease("gateway-1");
        delivery.event(user, "gateway-1", "c-" + user, event -> event.setConnected(Connected.getDefaultInstance()));
        publish(user);
        await().atMost(LONG).until(() -> holds(frames.soFar(), "for-" + user));
        awaitMessage(user);
    }

    private static ConsumerRecord<byte[], byte[]> awaitMessage(String user) {
        return await().atMost(LONG)
                .until(
                        () -> messages.soFar().stream()
                                .filter(record -> new String(record.key(), UTF_8).equals(user))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    private static ConsumerRecord<byte[], byte[]> rejected(RecordMetadata origin) {
        return await().atMost(LONG)
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> rejected.soFar().stream()
                                .filter(record -> isOf(record, origin))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    private static boolean isOf(ConsumerRecord<byte[], byte[]> record, RecordMetadata origin) {
        return header(record, Rejection.TOPIC_HEADER).equals(origin.topic())
                && header(record, Rejection.PARTITION_HEADER).equals(Integer.toString(origin.partition()))
                && header(record, Rejection.OFFSET_HEADER).equals(Long.toString(origin.offset()));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private static boolean holds(List<ConsumerRecord<byte[], byte[]>> records, String id) {
        return records.stream()
                .anyMatch(record -> record.value() != null && new String(record.value(), UTF_8).contains(id));
    }

    // ------------------------------------------------------------ what is written

    private static String newUser() {
        return "hostile-" + users++;
    }

    private static String userBeside(String other) {
        int partitions = delivery.topics.partitions();
        String user = newUser();
        while (UserPartitioner.partition(user, partitions) != UserPartitioner.partition(other, partitions)) {
            user = newUser();
        }
        return user;
    }

    private static void publish(String user) {
        publish("for-" + user, user);
    }

    private static void publish(String id, String user) {
        assertThat(delivery.post(json(id, user)).statusCode()).isEqualTo(202);
    }

    private static String json(String id, String user) {
        return """
                {"id":"%s","source":"orders","target":{"users":["%s"]},"class":"system"}""".formatted(id, user);
    }

    private static byte[] inbox(String user, int bytes) {
        return InboxRecord.newBuilder()
                .setUser(user)
                .setNotification(Notification.newBuilder()
                        .setId("large")
                        .setSource("orders")
                        .setClassName("system")
                        .setData(Content.newBuilder()
                                .setContentType("application/octet-stream")
                                .setValue(ByteString.copyFrom(new byte[bytes]))))
                .build()
                .toByteArray();
    }

    private static RecordMetadata produce(Topic topic, @Nullable String key, byte @Nullable [] value) {
        return send(new ProducerRecord<>(delivery.topics.name(topic), key == null ? null : key.getBytes(UTF_8), value));
    }

    private static RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
