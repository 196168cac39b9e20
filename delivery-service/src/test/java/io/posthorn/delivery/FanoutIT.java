// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.GroupMember;
import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets become records of the inbox, on the partitions where the router of each user reads them. */
@RealKafka
class FanoutIT {

    private static final Duration LONG = Duration.ofSeconds(120);
    private static final int LARGE = 10_000;
    private static final int PARTITIONS = 2;

    static KafkaSpace kafka;

    @TempDir
    static Path directory;

    private static RunningDelivery delivery;

    @BeforeAll
    static void start() {
        delivery = new RunningDelivery(kafka, directory).ready();
    }

    @AfterAll
    static void stop() {
        delivery.close();
    }

    @Test
    void everyoneIsOneRecordOnEachPartition() {
        publish("to-all", "{\"everyone\":true}", "x");

        List<ConsumerRecord<byte[], byte[]>> inbox = awaitInbox("to-all", PARTITIONS);

        assertThat(inbox).extracting(ConsumerRecord::partition).containsExactlyInAnyOrder(0, 1);
        assertThat(inbox).allMatch(record -> read(record).getUser().isEmpty());
        assertThat(receipt("to-all").getRecipients()).isZero();
    }

    @Test
    void aGroupOfTenThousandIsARecordForEachOfThem() {
        members("large", LARGE);
        publishToGroupThatIsThere("large", "to-large", "x".repeat(2_000));

        List<ConsumerRecord<byte[], byte[]>> inbox = awaitInbox("to-large", LARGE);

        assertThat(inbox.stream().map(record -> read(record).getUser()).distinct())
                .hasSize(LARGE);
        assertThat(inbox)
                .allMatch(record -> read(record).getGroup().equals("large"))
                .allMatch(record ->
                        Arrays.equals(record.key(), read(record).getUser().getBytes(UTF_8)))
                .allMatch(record -> record.partition() == UserPartitioner.partition(record.key(), PARTITIONS));
        assertThat(receipt("to-large").getRecipients()).isEqualTo(LARGE);
        assertThat(delivery.readiness().statusCode()).isEqualTo(200);
    }

    @Test
    void aLargerGroupIsRejectedWithItsReasonAndReceipted() {
        members("too-large", LARGE + 1);
        publishToGroupThatIsThere("too-large", "to-too-large", "x");

        assertThat(rejection("to-too-large")).isEqualTo("too-many-members");
        assertThat(receipt("to-too-large").getState()).isEqualTo(ReceiptState.RECEIPT_STATE_REJECTED);
        assertThat(receipt("to-too-large").getReason()).isEqualTo("too-many-members");
    }

    @Test
    void aGroupThatIsNotThereIsRejectedWithItsReasonAndReceipted() {
        publish("to-nobody", "{\"group\":\"nobody\"}", "x");

        assertThat(rejection("to-nobody")).isEqualTo("no-members");
        assertThat(receipt("to-nobody").getReason()).isEqualTo("no-members");
    }

    /** Until the members have reached fanout it says that there are none: with another id it is another notification. */
    private static void publishToGroupThatIsThere(String group, String id, String body) {
        int[] attempt = {0};
        await().atMost(LONG).until(() -> {
            String probe = "probe-" + group + "-" + attempt[0]++;
            publish(probe, "{\"group\":\"" + group + "-last\"}", "x");
            return receipt(probe).getState() == ReceiptState.RECEIPT_STATE_ACCEPTED;
        });
        publish(id, "{\"group\":\"" + group + "\"}", body);
    }

    /** And, last of all on each partition, a group of one that tells that they are there. */
    private static void members(String group, int count) {
        String topic = delivery.topics.name(Topic.GROUPS);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int n = 0; n < count; n++) {
                producer.send(member(topic, null, group, "user-" + n));
            }
            producer.flush();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                producer.send(member(topic, partition, group + "-last", "user-" + partition));
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> member(
            String topic, @org.jspecify.annotations.Nullable Integer partition, String group, String user) {
        byte[] value =
                GroupMember.newBuilder().setGroup(group).setUser(user).build().toByteArray();
        return new ProducerRecord<>(topic, partition, (group + "\0" + user).getBytes(UTF_8), value);
    }

    private static void publish(String id, String target, String body) {
        assertThat(delivery.post("""
                        {"id":"%s","source":"orders","target":%s,"class":"system","body":"%s"}""".formatted(id, target, body)).statusCode()).isEqualTo(202);
    }

    private static List<ConsumerRecord<byte[], byte[]>> awaitInbox(String id, int count) {
        try (var inbox = delivery.reading(delivery.topics.name(Topic.INBOX), "read_uncommitted")) {
            await().atMost(LONG)
                    .until(() -> inbox.soFar().stream()
                                    .filter(record -> read(record)
                                            .getNotification()
                                            .getId()
                                            .equals(id))
                                    .count()
                            >= count);
            List<ConsumerRecord<byte[], byte[]>> found = inbox.soFar().stream()
                    .filter(record -> read(record).getNotification().getId().equals(id))
                    .toList();
            assertThat(found).hasSize(count);
            return found;
        }
    }

    private static Receipt receipt(String id) {
        try (var receipts = delivery.reading(delivery.topics.name(Topic.RECEIPTS), "read_committed")) {
            byte[] key = ("orders/" + id).getBytes(UTF_8);
            await().atMost(LONG).until(() -> receipts.soFar().stream().anyMatch(record -> isOf(key, record)));
            return receipts.soFar().stream()
                    .filter(record -> isOf(key, record))
                    .map(FanoutIT::parse)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean isOf(byte[] key, ConsumerRecord<byte[], byte[]> record) {
        return Arrays.equals(record.key(), key)
                && List.of(ReceiptState.RECEIPT_STATE_ACCEPTED, ReceiptState.RECEIPT_STATE_REJECTED)
                        .contains(parse(record).getState());
    }

    private static Receipt parse(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Receipt.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static String rejection(String id) {
        try (var rejected = delivery.reading(delivery.topics.name(Topic.REJECTED), "read_committed")) {
            await().atMost(LONG)
                    .until(() -> rejected.soFar().stream()
                            .anyMatch(record -> text(record.key()).endsWith("/" + id)));
            return rejected.soFar().stream()
                    .filter(record -> text(record.key()).endsWith("/" + id))
                    .map(record -> text(Objects.requireNonNull(record.headers().lastHeader(Rejection.REASON_HEADER))
                            .value()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static InboxRecord read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return InboxRecord.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
