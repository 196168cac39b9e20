// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static io.posthorn.delivery.RunningDelivery.authorized;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A publisher does what its token allows, and is told which of its claims does not. */
@RealKafka
class PublisherIT {

    private static final String USERS = "{\"users\":[\"user-1\"]}";
    private static final String EVERYONE = "{\"everyone\":true}";

    static KafkaSpace kafka;

    @TempDir
    static Path directory;

    private static RunningDelivery delivery;

    @BeforeAll
    static void start() {
        delivery = new RunningDelivery(
                        kafka,
                        directory,
                        "--posthorn.delivery.publishers.granted.sources=orders",
                        "--posthorn.delivery.publishers.granted.targets=users")
                .ready();
    }

    @AfterAll
    static void stop() {
        delivery.close();
    }

    @Test
    void whatTheClaimAllowsIsTaken() {
        Map<String, Object> claim =
                Map.of("sources", List.of("shop.*"), "classes", List.of("system"), "targets", List.of("everyone"));

        assertThat(post("one", claim, "shop.eu", "system", EVERYONE).statusCode())
                .isEqualTo(202);
    }

    @Test
    void aSourceThatTheClaimDoesNotNameIsForbidden() {
        HttpResponse<String> answer = post("two", Map.of("sources", List.of("shop.*")), "orders", "system", USERS);

        assertForbidden(answer, "posthorn_publish.sources");
        assertThat(answer.body()).contains("source orders is not granted");
    }

    @Test
    void aClassThatTheClaimDoesNotNameIsForbidden() {
        assertForbidden(
                post("three", Map.of("classes", List.of("chat")), "orders", "critical", USERS),
                "posthorn_publish.classes");
    }

    @Test
    void aKindOfTargetThatTheClaimDoesNotNameIsForbidden() {
        Map<String, Object> claim = Map.of("targets", List.of("users"));

        assertForbidden(post("four", claim, "orders", "system", EVERYONE), "posthorn_publish.targets");
        assertForbidden(post("four", claim, "orders", "system", "{\"group\":\"eng\"}"), "posthorn_publish.targets");
    }

    @Test
    void aClaimThatCannotBeReadGrantsNothing() {
        assertForbidden(
                post("five", Map.of("sources", "orders"), "orders", "system", USERS), "posthorn_publish.sources");
        assertForbidden(post("five", Map.of("rate", 0), "orders", "system", USERS), "posthorn_publish.rate");
    }

    @Test
    void withoutTheClaimWhatIsConfiguredIsGranted() {
        String token = delivery.tokens.token("six", "publish");

        assertThat(post(token, "orders", "system", USERS).statusCode()).isEqualTo(202);
        assertForbidden(post(token, "billing", "system", USERS), "posthorn_publish.sources");
        assertForbidden(post(token, "orders", "system", EVERYONE), "posthorn_publish.targets");
    }

    @Test
    void theClaimIsNoScope() {
        String token = delivery.tokens.token(
                "seven", "device", Map.of("posthorn_publish", Map.of("sources", List.of("orders"))));

        assertThat(post(token, "orders", "system", USERS).statusCode()).isEqualTo(403);
    }

    @Test
    void whoComesTooOftenIsToldWhenToComeAgainAndOthersAreNot() {
        Map<String, Object> claim = Map.of("rate", 0.01);
        assertThat(post("eight", claim, "orders", "system", USERS).statusCode()).isEqualTo(202);

        HttpResponse<String> answer = post("eight", claim, "orders", "system", USERS);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 100L);
        assertThat(answer.body()).contains("\"claim\":\"posthorn_publish.rate\"");
        assertThat(post("nine", claim, "orders", "system", USERS).statusCode()).isEqualTo(202);
    }

    @Test
    void aBodyThatIsRefusedCountsToo() {
        Map<String, Object> claim = Map.of("rate", 0.01);
        assertThat(post("ten", claim, "orders", "unheard-of", USERS).statusCode())
                .isEqualTo(400);

        assertThat(post("ten", claim, "orders", "system", USERS).statusCode()).isEqualTo(429);
    }

    @Test
    void whatIsRefusedIsCounted() {
        post("eleven", Map.of("sources", List.of()), "orders", "system", USERS);

        HttpResponse<String> metrics =
                delivery.send(delivery.request("/actuator/prometheus").GET());

        assertThat(metrics.body()).containsPattern("posthorn_publishers_refused_total\\{bound=\"sources\"\\} [1-9]");
    }

    private static void assertForbidden(HttpResponse<String> answer, String claim) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"claim\":\"" + claim + "\"");
    }

    private static HttpResponse<String> post(
            String publisher, Map<String, Object> claim, String source, String className, String target) {
        return post(
                delivery.tokens.token(publisher, "publish", Map.of("posthorn_publish", claim)),
                source,
                className,
                target);
    }

    private static HttpResponse<String> post(String token, String source, String className, String target) {
        return delivery.post("""
                {"id":"o-1","source":"%s","target":%s,"class":"%s","title":"Shipped"}""".formatted(source, target, className), authorized(token));
    }
}
