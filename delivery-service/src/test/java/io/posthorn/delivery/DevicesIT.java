// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Acked;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.Disconnected;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.Position;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is shown of a user's devices. */
@RealKafka
class DevicesIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    static KafkaSpace kafka;

    @TempDir
    static Path directory;

    private static RunningDelivery delivery;

    @BeforeAll
    static void start() {
        delivery = new RunningDelivery(kafka, directory, "--posthorn.delivery.lease-timeout=3s").ready();
    }

    @AfterAll
    static void stop() {
        delivery.close();
    }

    @Test
    void aConnectionIsShownUntilItIsClosed() {
        connect("user-1", "gateway-1");
        awaitConnection("user-1", "gateway-1");

        delivery.event(
                "user-1", "gateway-1", "c-user-1", event -> event.setDisconnected(Disconnected.getDefaultInstance()));

        await().atMost(LONG).until(() -> device("user-1").path("connection").isNull());
        assertThat(Instant.parse(device("user-1").get("lastSeen").asString()))
                .isBefore(Instant.now().plusSeconds(60));
    }

    /** Nothing says that it ended: no event, and nobody walks the table of presence. */
    @Test
    void aConnectionIsShownNoLongerThanTheLeaseOfItsGateway() {
        connect("user-2", "gateway-2");
        awaitConnection("user-2", "gateway-2");

        await().atMost(LONG).until(() -> device("user-2").path("connection").isNull());

        delivery.lease("gateway-2");
        awaitConnection("user-2", "gateway-2");
    }

    @Test
    void aCursorIsShownWithWhereItIsAndWhatLiesAfterIt() {
        connect("user-3", "gateway-3");
        awaitConnection("user-3", "gateway-3");
        assertThat(device("user-3").get("position").get("era").asInt()).isZero();
        assertThat(device("user-3").get("position").path("appendedAt").isNull()).isTrue();
        for (int n = 0; n < 3; n++) {
            publish("user-3", n);
        }
        await().atMost(LONG).until(() -> device("user-3").get("unacked").asInt() == 3);

        Position position = positionOf("user-3-1");
        delivery.event(
                "user-3",
                "gateway-3",
                "c-user-3",
                event -> event.setAcked(Acked.newBuilder().setUpTo(position)));

        await().atMost(LONG).until(() -> device("user-3").get("unacked").asInt() == 1);
        JsonNode device = device("user-3");
        assertThat(device.get("cursor").asString()).isEqualTo(Cursor.encode(position, UserHash.of("user-3")));
        assertThat(device.get("position").get("era").asInt()).isEqualTo(position.getEra());
        assertThat(device.get("position").get("offset").asLong()).isEqualTo(position.getOffset());
        assertThat(Instant.parse(device.get("position").get("appendedAt").asString()))
                .isEqualTo(Instant.ofEpochMilli(position.getAppendedAt()));
    }

    private static Position positionOf(String id) {
        try (var messages = delivery.reading(delivery.topics.name(Topic.MESSAGES), "read_committed")) {
            return await().atMost(LONG)
                    .until(
                            () -> messages.soFar().stream()
                                    .map(DevicesIT::message)
                                    .filter(message ->
                                            message.getNotification().getId().equals(id))
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow()
                    .getPosition();
        }
    }

    private static Message message(ConsumerRecord<byte[], byte[]> record) {
        try {
            return MessageRecord.parseFrom(record.value()).getMessage();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static void publish(String user, int n) {
        assertThat(delivery.post("""
                        {"id":"%s-%d","source":"orders","target":{"users":["%s"]},"class":"system"}""".formatted(user, n, user)).statusCode()).isEqualTo(202);
    }

    private static void connect(String user, String gateway) {
        delivery.lease(gateway);
        delivery.event(user, gateway, "c-" + user, event -> event.setConnected(Connected.getDefaultInstance()));
        await().atMost(LONG).until(() -> !devices(user).isEmpty());
    }

    private static void awaitConnection(String user, String gateway) {
        await().atMost(LONG).until(() -> {
            delivery.lease(gateway);
            JsonNode connection = device(user).path("connection");
            return connection.path("gateway").asString("").equals(gateway)
                    && connection.path("connection").asString("").equals("c-" + user)
                    && connection.path("since").isString();
        });
    }

    private static JsonNode device(String user) {
        JsonNode devices = devices(user);
        assertThat(devices).hasSize(1);
        return devices.get(0);
    }

    private static JsonNode devices(String user) {
        HttpResponse<String> answer = delivery.devices(user, delivery.tokens.token(user, "device"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body()).get("devices");
    }
}
