// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealKafka
class RouterIT {

    private static final String COMMITTED = "read_committed";
    private static final String SENT = "read_uncommitted";

    static KafkaSpace kafka;

    @TempDir
    static Path directory;

    private static RunningDelivery delivery;

    @BeforeAll
    static void start() {
        delivery = new RunningDelivery(kafka, directory, "--posthorn.delivery.commit-interval=3s").ready();
        delivery.gatewayTopic("gateway-1");
        delivery.keepLease("gateway-1");
    }

    @AfterAll
    static void stop() {
        delivery.close();
    }

    @Test
    void aHintIsThereBeforeItsFactIsCommitted() {
        try (var frames = delivery.reading(delivery.topics.gateway("gateway-1"), SENT);
                var presence = delivery.reading(delivery.topics.name(Topic.PRESENCE), COMMITTED);
                var messages = delivery.reading(delivery.topics.name(Topic.MESSAGES), COMMITTED)) {
            connect("early", "gateway-1", "c-early");
            await().until(() ->
                    presence.soFar().stream().anyMatch(record -> key(record).equals("early")));

            publish("early-1", "early");

            await().pollInterval(Duration.ofMillis(10)).until(() -> holds(frames.soFar(), "early-1"));
            assertThat(messages.soFar()).noneMatch(record -> key(record).equals("early"));
            await().until(() ->
                    messages.soFar().stream().anyMatch(record -> key(record).equals("early")));
        }
    }

    @Test
    void aGatewayWithoutTopicHoldsUpNobody() {
        delivery.keepLease("gateway-lost");
        connect("lost", "gateway-lost", "c-lost");
        connect("found", "gateway-1", "c-found");
        try (var frames = delivery.reading(delivery.topics.gateway("gateway-1"), SENT)) {
            for (int i = 0; i < 20; i++) {
                publish("to-lost-" + i, "lost");
                publish("to-found-" + i, "found");
                String expected = "to-found-" + i;
                await().atMost(Duration.ofSeconds(15)).until(() -> holds(frames.soFar(), expected));
            }
        }
    }

    @Test
    void aBadRecordOnAnyInputIsRejectedAndTheFlowGoesOn() {
        byte[] garbage = "garbage".getBytes(StandardCharsets.UTF_8);
        List<Topic> inputs = List.of(Topic.NOTIFICATIONS, Topic.INBOX, Topic.CONNECTIONS, Topic.PERSISTED);
        inputs.forEach(topic -> delivery.produce(delivery.topics.name(topic), "user-1", garbage));
        delivery.produce(delivery.topics.name(Topic.GATEWAYS), "gateway-1", garbage);

        try (var rejected = delivery.reading(delivery.topics.name(Topic.REJECTED), COMMITTED);
                var messages = delivery.reading(delivery.topics.name(Topic.MESSAGES), COMMITTED)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(rejected.soFar())
                            .extracting(RouterIT::origin)
                            .containsAll(
                                    inputs.stream().map(delivery.topics::name).toList()));
            assertThat(rejected.soFar()).allMatch(record -> new String(record.value()).equals("garbage"));
            publish("after-garbage", "user-1");
            await().atMost(Duration.ofSeconds(30)).until(() -> holdsText(messages.soFar(), "after-garbage"));
        }
    }

    @Test
    void aBadRecordAsLargeAsTheBrokerTakesStopsNothing() {
        try (var rejected = delivery.reading(delivery.topics.name(Topic.REJECTED), SENT);
                var messages = delivery.reading(delivery.topics.name(Topic.MESSAGES), COMMITTED)) {
            delivery.produce(delivery.topics.name(Topic.NOTIFICATIONS), "large", new byte[1_048_400]);
            publish("after-large", "large");

            await().until(() -> rejected.soFar().stream().anyMatch(record -> record.value().length == 1_048_400));
            await().until(() ->
                    messages.soFar().stream().anyMatch(record -> key(record).equals("large")));
        }
    }

    @Test
    void aUserSeesTheirOwnDevicesAndAnAdminAnybodys() {
        connect("owner", "gateway-1", "c-owner");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> devices("owner", "device", "owner").body().contains("c-owner"));

        assertThat(devices("owner", "device", "owner").body()).contains("\"device\":\"phone\"", "\"unacked\":0");
        assertThat(devices("operator", "admin", "owner").statusCode()).isEqualTo(200);
        assertThat(devices("another", "device", "owner").statusCode()).isEqualTo(403);
        assertThat(devices("owner", "publish", "owner").statusCode()).isEqualTo(403);
        assertThat(devices("operator", "admin", "nobody").body()).contains("\"devices\":[]");
        assertThat(devices("operator", "admin", "a%20b").statusCode()).isEqualTo(400);
        assertThat(delivery.send(delivery.request("/v1/users/owner/devices").GET())
                        .statusCode())
                .isEqualTo(401);
    }

    private static void connect(String user, String gateway, String connection) {
        delivery.lease(gateway);
        delivery.event(user, gateway, connection, event -> event.setConnected(Connected.getDefaultInstance()));
    }

    private static void publish(String id, String user) {
        HttpResponse<String> answer = delivery.post("""
                {"id":"%s","source":"orders","target":{"users":["%s"]},"class":"system"}""".formatted(id, user));
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    private static HttpResponse<String> devices(String caller, String scope, String user) {
        return delivery.devices(user, delivery.tokens.token(caller, scope));
    }

    private static boolean holds(List<ConsumerRecord<byte[], byte[]>> frames, String id) {
        return frames.stream().anyMatch(record -> {
            try {
                return Delivery.parseFrom(record.value()).getMessage().getId().equals(id);
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static boolean holdsText(List<ConsumerRecord<byte[], byte[]>> records, String text) {
        return records.stream().anyMatch(record -> new String(record.value(), StandardCharsets.UTF_8).contains(text));
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private static String origin(ConsumerRecord<byte[], byte[]> record) {
        return new String(
                Objects.requireNonNull(record.headers().lastHeader(Rejection.TOPIC_HEADER))
                        .value(),
                StandardCharsets.UTF_8);
    }
}
