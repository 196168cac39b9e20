// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static io.posthorn.delivery.RunningDelivery.authorized;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RealKafka
class DeviceChangesIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int FORBIDDEN = 4003;

    static KafkaSpace kafka;

    @TempDir
    static Path directory;

    private static RunningDelivery delivery;

    @BeforeAll
    static void start() {
        delivery = new RunningDelivery(kafka, directory).ready();
        delivery.gatewayTopic("gateway-1");
        delivery.keepLease("gateway-1");
    }

    @AfterAll
    static void stop() {
        delivery.close();
    }

    @Test
    void attributesAreSetUpdatedRemovedAndCleared() {
        connect("user-1");

        change("user-1", "{\"set\":{\"os\":\"a\",\"app\":\"1\"}}");
        awaitAttributes("user-1", Map.of("os", "a", "app", "1"));
        change("user-1", "{\"set\":{\"app\":\"2\"}}");
        awaitAttributes("user-1", Map.of("os", "a", "app", "2"));
        change("user-1", "{\"remove\":[\"os\",\"unknown\"]}");
        awaitAttributes("user-1", Map.of("app", "2"));
        change("user-1", "{\"clear\":true,\"set\":{\"os\":\"b\"}}");
        awaitAttributes("user-1", Map.of("os", "b"));
        change("user-1", "{\"clear\":true}");
        awaitAttributes("user-1", Map.of());
    }

    @Test
    void attributesThatAreTooManyTogetherChangeNothing() {
        connect("many");
        change("many", attributes("a", 30));
        change("many", attributes("b", 30));
        change("many", "{\"set\":{\"last\":\"1\"}}");

        await().atMost(LONG).until(() -> attributesOf("many").containsKey("last"));

        assertThat(attributesOf("many")).hasSize(31).doesNotContainKey("b1");
    }

    @Test
    void aForgottenDeviceIsGoneAndItsConnectionIsClosed() {
        connect("forgetful");

        assertThat(forget("forgetful", "phone", own("forgetful")).statusCode()).isEqualTo(202);

        await().atMost(LONG).until(() -> device("forgetful").isEmpty());
        try (var frames = delivery.reading(delivery.topics.gateway("gateway-1"), "read_uncommitted")) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(frames.soFar()).anySatisfy(record -> {
                        assertThat(record.key()).asString(UTF_8).isEqualTo("c-forgetful");
                        assertThat(Delivery.parseFrom(record.value()).getClose().getCode())
                                .isEqualTo(FORBIDDEN);
                    }));
        }
    }

    @Test
    void whatIsSaidOfAnUnknownDeviceChangesNothing() {
        connect("known");

        assertThat(forget("known", "tablet", own("known")).statusCode()).isEqualTo(202);
        assertThat(patch("known", "tablet", "{\"clear\":true}", own("known")).statusCode())
                .isEqualTo(202);
        change("known", "{\"set\":{\"os\":\"a\"}}");

        awaitAttributes("known", Map.of("os", "a"));
        assertThat(devices("known")).hasSize(1);
    }

    @Test
    void anEventLiesUnderItsUserWhereTheRouterReadsIt() {
        patch("placed", "a/b|c", "{\"clear\":true}", own("placed"));

        try (var events = delivery.reading(delivery.topics.name(Topic.CONNECTIONS), "read_committed")) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(events.soFar()).anySatisfy(record -> {
                        ConnectionEvent event = ConnectionEvent.parseFrom(record.value());
                        assertThat(event.getUser()).isEqualTo("placed");
                        assertThat(event.getDevice()).isEqualTo("a/b|c");
                        assertThat(event.getAttributesChanged().getClear()).isTrue();
                        assertThat(record.key()).asString(UTF_8).isEqualTo("placed");
                        assertThat(record.partition()).isEqualTo(UserPartitioner.partition("placed", 2));
                    }));
        }
    }

    @Test
    void anAdminMayDoItForAnybodyAndNobodyElseForAnother() {
        connect("owner");
        String another = own("another");
        String publisher = delivery.tokens.token("owner", "publish");

        for (String token : new String[] {another, publisher}) {
            assertThat(forget("owner", "phone", token).statusCode()).isEqualTo(403);
            assertThat(patch("owner", "phone", "{\"set\":{\"os\":\"x\"}}", token)
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(delivery.send(delivery.request(path("owner", "phone")).DELETE())
                        .statusCode())
                .isEqualTo(401);
        String admin = delivery.tokens.token("operator", "admin");
        assertThat(patch("owner", "phone", "{\"set\":{\"os\":\"a\"}}", admin).statusCode())
                .isEqualTo(202);
        awaitAttributes("owner", Map.of("os", "a"));
        assertThat(forget("owner", "phone", admin).statusCode()).isEqualTo(202);
        await().atMost(LONG).until(() -> device("owner").isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            not json              | the body is not JSON
            {}                    | nothing to change
            {"set":{"os":1}}      | set: must be an object of strings
            {"remove":"os"}       | remove: must be an array of strings
            {"clear":1}           | clear: must be true or false
            """)
    void aBadChangeIsRefusedWithTheRule(String body, String rule) {
        HttpResponse<String> answer = patch("user-1", "phone", body, own("user-1"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains(rule);
    }

    @Test
    void whatIsTooLargeOrOfAnotherTypeOrOfABadDeviceIsRefused() {
        String large = "{\"set\":{\"os\":\"" + "x".repeat(64 << 10) + "\"}}";
        var text = delivery.request(path("user-1", "phone") + "/attributes")
                .header("Content-Type", "text/plain")
                .method("PATCH", BodyPublishers.ofString("{}"));

        assertThat(patch("user-1", "phone", large, own("user-1")).statusCode()).isEqualTo(413);
        assertThat(delivery.send(authorized(own("user-1")).apply(text)).statusCode())
                .isEqualTo(415);
        assertThat(forget("user-1", "my phone", own("user-1")).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a//b", "50%", "a;b=c", "a\\b", "a%2Fb", "ö|💡", "a+b@c.example"})
    void anyIdMayStandInAPath(String user) {
        connect(user);

        change(user, "{\"set\":{\"os\":\"a\"}}");

        awaitAttributes(user, Map.of("os", "a"));
        assertThat(patch(user, "phone", "{\"clear\":true}", own("a")).statusCode())
                .isEqualTo(403);
    }

    private static void connect(String user) {
        delivery.lease("gateway-1");
        delivery.event(user, "gateway-1", "c-" + user, event -> event.setConnected(Connected.getDefaultInstance()));
        await().atMost(LONG).until(() -> device(user).isPresent());
    }

    private static void awaitAttributes(String user, Map<String, String> expected) {
        await().atMost(LONG).untilAsserted(() -> assertThat(attributesOf(user)).isEqualTo(expected));
    }

    private static Map<String, String> attributesOf(String user) {
        return device(user)
                .orElseThrow()
                .get("attributes")
                .propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, attribute -> attribute.getValue().asString()));
    }

    private static String attributes(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> "\"" + prefix + n + "\":\"x\"")
                .collect(Collectors.joining(",", "{\"set\":{", "}}"));
    }

    private static Optional<JsonNode> device(String user) {
        return devices(user)
                .valueStream()
                .filter(device -> device.get("device").asString().equals("phone"))
                .findFirst();
    }

    private static JsonNode devices(String user) {
        HttpResponse<String> answer = delivery.devices(encoded(user), own(user));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body()).get("devices");
    }

    private static void change(String user, String body) {
        assertThat(patch(user, "phone", body, own(user)).statusCode()).isEqualTo(202);
    }

    private static HttpResponse<String> patch(String user, String device, String body, String token) {
        return delivery.send(authorized(token)
                .apply(delivery.request(path(user, device) + "/attributes"))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> forget(String user, String device, String token) {
        return delivery.send(
                authorized(token).apply(delivery.request(path(user, device))).DELETE());
    }

    private static String path(String user, String device) {
        return "/v1/users/" + encoded(user) + "/devices/" + encoded(device);
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, UTF_8).replace("+", "%20");
    }

    private static String own(String user) {
        return delivery.tokens.token(user, "device");
    }
}
