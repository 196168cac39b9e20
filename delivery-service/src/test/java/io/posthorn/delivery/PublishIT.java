// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static io.posthorn.delivery.RunningDelivery.authorized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RealKafka
class PublishIT {

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
    void whatIsTakenIsInTheTopicAndBecomesAMessage() {
        HttpResponse<String> answer = delivery.post(json("o-17", "first"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"source\":\"orders\",\"id\":\"o-17\"}");
        try (var notifications = delivery.reading(delivery.topics.name(Topic.NOTIFICATIONS), "read_uncommitted");
                var messages = delivery.reading(delivery.topics.name(Topic.MESSAGES), "read_committed")) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(notifications.soFar())
                            .anySatisfy(record -> assertThat(Notification.parseFrom(record.value())
                                            .getId())
                                    .isEqualTo("o-17")));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(messages.soFar())
                            .anySatisfy(record -> assertThat(MessageRecord.parseFrom(record.value())
                                            .getMessage()
                                            .getNotification()
                                            .getId())
                                    .isEqualTo("o-17")));
        }
    }

    @Test
    void ofTwoBodiesUnderOneKeyTheFirstWins() {
        String withoutId = json("", "first").replace("\"id\":\"\",", "");
        String token = delivery.tokens.token("upstream", "publish");

        for (String body : new String[] {withoutId, withoutId.replace("first", "second")}) {
            HttpResponse<String> answer = delivery.post(
                    body, request -> authorized(token).apply(request).header("Idempotency-Key", "key-1"));
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).contains("\"id\":\"key-1\"");
        }
        delivery.post(json("last", "last"));

        try (var messages = delivery.reading(delivery.topics.name(Topic.MESSAGES), "read_committed")) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            messages.soFar().stream().anyMatch(record -> new String(record.value()).contains("last")));
            assertThat(messages.soFar().stream()
                            .map(record -> new String(record.value()))
                            .filter(text -> text.contains("key-1")))
                    .singleElement()
                    .asString()
                    .contains("first");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            not json                                                                           | unparseable
            []                                                                                 | unparseable
            {"source":"orders","target":{"users":["user-1"]},"class":"system"}                 | id-missing
            {"id":"o-1","target":{"users":["user-1"]},"class":"system"}                        | source-missing
            {"id":"o-1","source":"orders","class":"system"}                                    | no-target
            {"id":"o-1","source":"orders","target":{"group":"the team"},"class":"system"}      | bad-id
            {"id":"o-1","source":"orders","target":{"everyone":false},"class":"system"}        | no-target
            {"id":"o-1","source":"orders","target":{"users":["user-1"]},"class":"other"}       | unknown-class
            {"id":"o 1","source":"orders","target":{"users":["user-1"]},"class":"system"}      | bad-id
            """)
    void whatIsNotANotificationIsRefusedWithItsReason(String body, String reason) {
        HttpResponse<String> answer = delivery.post(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"reason\":\"" + reason + "\"");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        assertThat(delivery.post(json("o-1", "x".repeat((64 << 10) + 1))).statusCode())
                .isEqualTo(413);
        assertThat(delivery.post(json("o-1", "x".repeat(300 << 10))).statusCode())
                .isEqualTo(413);
    }

    @Test
    void anotherContentTypeIsRefused() {
        HttpResponse<String> answer = delivery.send(authorized(delivery.tokens.token("upstream", "publish"))
                .apply(delivery.request("/v1/notifications").header("Content-Type", "text/plain"))
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("hello")));

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void nobodyPublishesWithoutAToken() {
        HttpResponse<String> answer = delivery.post(json("o-1", "x"), request -> request);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(answer.body()).contains("\"status\":401");
    }

    @Test
    void nobodyPublishesWithATokenThatIsOverOrForAnother() {
        String over = delivery.tokens.token("upstream", "publish", "posthorn", Duration.ofMinutes(-5));
        String foreign = delivery.tokens.token("upstream", "publish", "another", Duration.ofMinutes(5));

        assertThat(delivery.post(json("o-1", "x"), authorized(over)).statusCode())
                .isEqualTo(401);
        assertThat(delivery.post(json("o-1", "x"), authorized(foreign)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void nobodyPublishesWithAnIssuersTokenThatWeDoNotTrust() {
        try (var others = new Tokens()) {
            assertThat(delivery.post(json("o-1", "x"), authorized(others.token("upstream", "publish")))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void nobodyPublishesAsADevice() {
        HttpResponse<String> answer =
                delivery.post(json("o-1", "x"), authorized(delivery.tokens.token("user-1", "device")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private static String json(String id, String body) {
        return """
                {"id":"%s","source":"orders","target":{"users":["user-1"]},"class":"system","body":"%s"}""".formatted(id, body);
    }
}
