// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.GroupMember;
import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.delivery.DeliveryTopology;
import io.posthorn.delivery.group.Followed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FanoutTest {

    private static final int PARTITIONS = 3;
    private static final int MOST_MEMBERS = 3;
    private static final Topics TOPICS = new Topics("posthorn", 1, PARTITIONS, (short) 1);

    private static final String TO_GROUP = """
            {"id":"o-17","source":"orders","target":{"group":"eng"},"class":"system"}""";

    @TempDir
    Path directory;

    private final AtomicInteger ignoredMembers = new AtomicInteger();
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> notifications;
    private TestInputTopic<byte[], byte[]> groups;

    @BeforeEach
    void start() {
        Properties config = new Properties();
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "fanout");
        var settings = new FanoutSettings(DeliveryClasses.defaults(), PARTITIONS, MOST_MEMBERS);
        driver = new TopologyTestDriver(
                DeliveryTopology.fanout(TOPICS, settings, ignoredMembers::incrementAndGet, new Followed()), config);
        notifications = driver.createInputTopic(
                TOPICS.name(Topic.NOTIFICATIONS), new ByteArraySerializer(), new ByteArraySerializer());
        groups = driver.createInputTopic(
                TOPICS.name(Topic.GROUPS), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void eachUserGetsARecordOfTheirOwn() throws InvalidProtocolBufferException {
        produce("""
                {"id":"o-17","source":"orders","target":{"users":["user-1","user-2","user-1"]},"class":"system"}""");

        List<TestRecord<byte[], byte[]>> inbox = output(Topic.INBOX).readRecordsToList();

        assertThat(inbox).extracting(record -> text(record.key())).containsExactly("user-1", "user-2");
        InboxRecord first = InboxRecord.parseFrom(inbox.get(0).value());
        assertThat(first.getUser()).isEqualTo("user-1");
        assertThat(first.getNotification().getId()).isEqualTo("o-17");
        assertThat(first.getNotification().hasTarget())
                .as("nobody sees who else got it")
                .isFalse();
    }

    @Test
    void whatIsAcceptedIsReceipted() throws InvalidProtocolBufferException {
        produce("""
                {"id":"o/17","source":"orders","target":{"users":["user-1","user-2"]},"class":"system"}""");

        TestRecord<byte[], byte[]> record = output(Topic.RECEIPTS).readRecord();

        Receipt receipt = Receipt.parseFrom(record.value());
        assertThat(text(record.key())).isEqualTo("orders/o%2F17");
        assertThat(receipt.getState()).isEqualTo(ReceiptState.RECEIPT_STATE_ACCEPTED);
        assertThat(receipt.getRecipients()).isEqualTo(2);
    }

    @Test
    void aClassMayHaveNoReceiptForBeingAccepted() {
        produce("""
                {"id":"o-17","source":"orders","target":{"users":["user-1"]},"class":"chat"}""");

        assertThat(output(Topic.RECEIPTS).isEmpty()).isTrue();
        assertThat(output(Topic.INBOX).isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            not json | unparseable
            [] | unparseable
            {"source":"orders","target":{"users":["user-1"]},"class":"system"} | id-missing
            {"id":"o-1","target":{"users":["user-1"]},"class":"system"} | source-missing
            {"id":"o-1","source":"orders","class":"system"} | no-target
            {"id":"o-1","source":"orders","target":{"users":[]},"class":"system"} | no-target
            {"id":"o-1","source":"orders","target":{"users":["user 1"]},"class":"system"} | bad-id
            {"id":"o-1","source":"orders","target":{"everyone":false},"class":"system"} | no-target
            {"id":"o-1","source":"orders","target":{"group":"eng"},"class":"system"} | no-members
            {"id":"o-1","source":"orders","target":{"group":"the team"},"class":"system"} | bad-id
            {"id":"o-1","source":"orders","target":{"users":["user-1"]}} | class-missing
            {"id":"o-1","source":"orders","target":{"users":["user-1"]},"class":"other"} | unknown-class
            {"id":"o-1","source":"orders","target":{"users":["user-1"]},"class":"system","ttl":"PT-1S"} | bad-ttl
            """)
    void aBadRecordIsRejectedAsItCameWithItsReason(String value, String reason) {
        produce(value);

        TestRecord<byte[], byte[]> rejected = output(Topic.REJECTED).readRecord();

        assertThat(text(rejected.value())).isEqualTo(value);
        assertThat(header(rejected, Rejection.REASON_HEADER)).isEqualTo(reason);
        assertThat(header(rejected, Rejection.TOPIC_HEADER)).isEqualTo("posthorn.notifications");
        assertThat(header(rejected, Rejection.OFFSET_HEADER)).isEqualTo("0");
        assertThat(header(rejected, "content-type")).as("its own headers stay").isEqualTo("application/json");
        assertThat(output(Topic.INBOX).isEmpty()).isTrue();
    }

    @Test
    void whatIsTooLargeIsRejected() {
        produce(
                "{\"id\":\"o-1\",\"source\":\"orders\",\"target\":{\"users\":[\"user-1\"]},\"class\":\"system\",\"body\":\""
                        + "x".repeat((64 << 10) + 1) + "\"}");

        assertThat(header(output(Topic.REJECTED).readRecord(), Rejection.REASON_HEADER))
                .isEqualTo("too-large");
    }

    @Test
    void aRejectionIsReceiptedWhereTheIdentityIsKnown() throws InvalidProtocolBufferException {
        produce("{\"id\":\"o-1\",\"source\":\"orders\",\"class\":\"system\"}");

        Receipt receipt = Receipt.parseFrom(output(Topic.RECEIPTS).readValue());

        assertThat(receipt.getState()).isEqualTo(ReceiptState.RECEIPT_STATE_REJECTED);
        assertThat(receipt.getReason()).isEqualTo("no-target");
    }

    @Test
    void aRecordWithoutValueIsRejectedAndTheNextGoesOn() {
        notifications.pipeInput(new TestRecord<>("key".getBytes(StandardCharsets.UTF_8), null));
        produce("""
                {"id":"o-17","source":"orders","target":{"users":["user-1"]},"class":"system"}""");

        assertThat(output(Topic.REJECTED).isEmpty()).isFalse();
        assertThat(output(Topic.INBOX).isEmpty()).isFalse();
    }

    @Test
    void aGroupGoesToWhoIsInItAtThatMoment() throws InvalidProtocolBufferException {
        member("eng", "user-1");
        member("eng", "user-2");
        member("engineers", "user-3");
        member("eng", "user-4");
        left("eng", "user-2");
        produce(TO_GROUP);
        left("eng", "user-1");

        List<TestRecord<byte[], byte[]>> inbox = output(Topic.INBOX).readRecordsToList();

        assertThat(inbox).extracting(record -> text(record.key())).containsExactly("user-1", "user-4");
        assertThat(InboxRecord.parseFrom(inbox.get(0).value()).getGroup()).isEqualTo("eng");
        assertThat(receipt().getRecipients()).isEqualTo(2);
    }

    @Test
    void aGroupThatAllHaveLeftIsRejectedAndReceipted() throws InvalidProtocolBufferException {
        member("eng", "user-1");
        left("eng", "user-1");
        produce(TO_GROUP);

        assertRejected("no-members");
    }

    @Test
    void aGroupThatIsTooLargeIsRejectedAndNobodyGetsIt() throws InvalidProtocolBufferException {
        for (int n = 0; n <= MOST_MEMBERS; n++) {
            member("eng", "user-" + n);
        }
        produce(TO_GROUP);

        assertRejected("too-many-members");
    }

    private void assertRejected(String reason) throws InvalidProtocolBufferException {
        assertThat(header(output(Topic.REJECTED).readRecord(), Rejection.REASON_HEADER))
                .isEqualTo(reason);
        Receipt receipt = receipt();
        assertThat(receipt.getState()).isEqualTo(ReceiptState.RECEIPT_STATE_REJECTED);
        assertThat(receipt.getReason()).isEqualTo(reason);
        assertThat(output(Topic.INBOX).isEmpty()).isTrue();
    }

    @Test
    void aRecordOfTheGroupsThatIsNoMembershipIsCountedAndChangesNothing() {
        member("eng", "user-1");
        groups.pipeInput("eng\0user-1".getBytes(StandardCharsets.UTF_8), "garbage".getBytes(StandardCharsets.UTF_8));
        groups.pipeInput("eng".getBytes(StandardCharsets.UTF_8), new byte[0]);
        groups.pipeInput(new TestRecord<>(new byte[] {(byte) 0xFF, 0, 'x'}, null));
        member("eng", "user-2");
        produce(TO_GROUP);

        assertThat(ignoredMembers).hasValue(3);
        assertThat(output(Topic.INBOX).readRecordsToList())
                .extracting(record -> text(record.key()))
                .containsExactly("user-1", "user-2");
    }

    @Test
    void everyoneIsARecordForEachPartitionWithoutAUser() throws InvalidProtocolBufferException {
        produce("""
                {"id":"o-17","source":"orders","target":{"everyone":true},"class":"system"}""");

        List<TestRecord<byte[], byte[]>> inbox = output(Topic.INBOX).readRecordsToList();

        assertThat(inbox)
                .extracting(record -> UserPartitioner.partition(record.key(), PARTITIONS))
                .containsExactly(0, 1, 2);
        for (TestRecord<byte[], byte[]> record : inbox) {
            assertThat(InboxRecord.parseFrom(record.value()).getUser()).isEmpty();
        }
        assertThat(receipt().getRecipients()).isZero();
    }

    private void member(String group, String user) {
        byte[] value =
                GroupMember.newBuilder().setGroup(group).setUser(user).build().toByteArray();
        groups.pipeInput((group + "\0" + user).getBytes(StandardCharsets.UTF_8), value);
    }

    private void left(String group, String user) {
        groups.pipeInput(new TestRecord<>((group + "\0" + user).getBytes(StandardCharsets.UTF_8), null));
    }

    private Receipt receipt() throws InvalidProtocolBufferException {
        return Receipt.parseFrom(output(Topic.RECEIPTS).readValue());
    }

    private void produce(String json) {
        var headers = new RecordHeaders().add("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
        notifications.pipeInput(new TestRecord<>(
                "any".getBytes(StandardCharsets.UTF_8), json.getBytes(StandardCharsets.UTF_8), headers));
    }

    private TestOutputTopic<byte[], byte[]> output(Topic topic) {
        return driver.createOutputTopic(TOPICS.name(topic), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return text(
                Objects.requireNonNull(record.headers().lastHeader(name), name).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
