// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.delivery.DeliveryTopology;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
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

    private static final Topics TOPICS = new Topics("posthorn", 1, 1, (short) 1);

    @TempDir
    Path directory;

    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> notifications;

    @BeforeEach
    void start() {
        Properties config = new Properties();
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "fanout");
        driver = new TopologyTestDriver(DeliveryTopology.fanout(TOPICS, DeliveryClasses.defaults()), config);
        notifications = driver.createInputTopic(
                TOPICS.name(Topic.NOTIFICATIONS), new ByteArraySerializer(), new ByteArraySerializer());
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
            {"id":"o-1","source":"orders","target":{"everyone":true},"class":"system"} | target-not-supported
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
