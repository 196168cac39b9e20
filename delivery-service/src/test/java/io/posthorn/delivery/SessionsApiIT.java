// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static io.posthorn.delivery.RunningDelivery.authorized;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Revocation;
import io.posthorn.contracts.v1.Session;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
class SessionsApiIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Instant BEGAN = Instant.now().minusSeconds(600);

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
    void sessionsOfAUserAreListedUntilTheyEnd() {
        begin("user-1", "s-1");
        begin("user-1", "s-2");
        begin("user-2", "s-3");
        awaitSessions("user-1", "s-1", "s-2");

        JsonNode session = list("user-1").get(0);
        assertThat(Instant.parse(session.get("began").asString()).toEpochMilli())
                .isEqualTo(BEGAN.toEpochMilli());
        assertThat(session.get("userAgent").asString()).isEqualTo("Browser/42.0");
        assertThat(Instant.parse(session.get("ends").asString()))
                .isBefore(Instant.parse(session.get("latestEnd").asString()));

        assertThat(delete(path("user-1") + "/s-1?reason=lost%20phone").statusCode())
                .isEqualTo(202);
        awaitSessions("user-1", "s-2");
        awaitSessions("user-2", "s-3");
        Revocation revocation = awaitRevocation("s-1");
        assertThat(revocation.getSession().getUser()).isEqualTo("user-1");
        assertThat(revocation.getReason()).isEqualTo("lost phone");
        assertThat(revocation.getBy()).isEqualTo("operator");
        assertThat(revocation.getNeededUntil())
                .isEqualTo(BEGAN.plusSeconds(7_200).toEpochMilli());
    }

    @Test
    void allOfAUserEndAtOnce() {
        begin("leaving", "l-1");
        begin("leaving", "l-2");
        begin("staying", "l-3");
        awaitSessions("leaving", "l-1", "l-2");

        assertThat(delete(path("leaving")).statusCode()).isEqualTo(202);

        awaitSessions("leaving");
        awaitSessions("staying", "l-3");
    }

    @Test
    void whatATokenNamesEndsToo() {
        assertThat(delete(path("of-token") + "/" + encoded("sid/1")).statusCode())
                .isEqualTo(202);

        Revocation revocation = awaitRevocation("sid/1");
        assertThat(revocation.getNeededUntil()).isZero();
        assertThat(revocation.getUntil())
                .isBetween(
                        Instant.now().minusSeconds(120).toEpochMilli(),
                        Instant.now().toEpochMilli());
    }

    @Test
    void aSessionOfSomebodyElseIsNotTouched() {
        begin("owner", "o-1");
        awaitSessions("owner", "o-1");

        assertThat(delete(path("thief") + "/o-1").statusCode()).isEqualTo(202);
        awaitRevocation("o-1");

        assertStays("owner", List.of("o-1"));
    }

    @Test
    void whatWasIssuedBeforeATimeIsVoid() {
        begin("before", "b-1");
        awaitSessions("before", "b-1");

        assertThat(revoke("{\"user\":\"before\",\"issuedBefore\":\"" + BEGAN.minusSeconds(61) + "\"}")
                        .statusCode())
                .isEqualTo(202);
        assertStays("before", List.of("b-1"));
        assertThat(revoke("{\"user\":\"before\",\"issuedBefore\":\"" + BEGAN + "\",\"reason\":\"stolen\"}")
                        .statusCode())
                .isEqualTo(202);
        awaitSessions("before");
    }

    @Test
    void theFirstOfTwoIsNotTakenBackByTheSecond() {
        begin("twice", "t-1");
        assertThat(delete(path("twice")).statusCode()).isEqualTo(202);
        awaitSessions("twice");

        assertThat(revoke("{\"user\":\"twice\",\"issuedBefore\":\"2020-01-01T00:00:00Z\"}")
                        .statusCode())
                .isEqualTo(202);

        assertStays("twice", List.of());
        assertThat(revocations().stream().filter(each -> each.getUser().equals("twice")))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"issuedBefore":"2026-01-01T00:00:00Z"}                                   | either user or
            {"usr":"user-1","issuedBefore":"2026-01-01T00:00:00Z"}                    | either user or
            {"user":"user-1","everyone":true,"issuedBefore":"2026-01-01T00:00:00Z"}   | either user or
            {"user":"user-1"}                                                         | issuedBefore
            {"user":"user-1","issuedBefore":"2999-01-01T00:00:00Z"}                   | future
            {"user":"user 1","issuedBefore":"2026-01-01T00:00:00Z"}                   | user: allowed are
            {"user":"user-1","issuedBefore":"yesterday"}                              | read
            not json                                                                  | read
            """)
    void whatIsNotClearRevokesNothing(String body, String rule) {
        HttpResponse<String> answer = revoke(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"device", "publish", "audit"})
    void nobodyButAnAdminMay(String scope) {
        begin("guarded", "g-1");
        String token = delivery.tokens.token("guarded", scope);

        assertThat(send("GET", path("guarded"), token).statusCode()).isEqualTo(403);
        assertThat(send("DELETE", path("guarded"), token).statusCode()).isEqualTo(403);
        assertThat(send("DELETE", path("guarded") + "/g-1", token).statusCode()).isEqualTo(403);
        assertThat(revoke("{\"everyone\":true,\"issuedBefore\":\"2026-01-01T00:00:00Z\"}", token)
                        .statusCode())
                .isEqualTo(403);
        assertThat(delivery.send(delivery.request(path("guarded")).DELETE()).statusCode())
                .isEqualTo(401);
        awaitSessions("guarded", "g-1");
    }

    @Test
    void whatIsNoIdAndATooLongReasonAreRefused() {
        assertThat(delete(path("user 1")).statusCode()).isEqualTo(400);
        assertThat(delete(path("user-1") + "/" + "s".repeat(129)).statusCode()).isEqualTo(400);
        assertThat(delete(path("user-1") + "?reason=" + "x".repeat(201)).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "50%", "ö|💡"})
    void anyIdMayStandInAPath(String user) {
        begin(user, "any-" + user.length() + user.hashCode());

        await().atMost(LONG).until(() -> list(user).size() == 1);
        assertThat(delete(path(user)).statusCode()).isEqualTo(202);
        awaitSessions(user);
    }

    // ------------------------------------------------------------

    private static void begin(String user, String session) {
        Session record = Session.newBuilder()
                .setSession(session)
                .setUser(user)
                .setBeganAt(BEGAN.toEpochMilli())
                .setActiveAt(Instant.now().toEpochMilli())
                .setIdle(Duration.ofMinutes(30).toMillis())
                .setEndsAt(BEGAN.plusSeconds(7_200).toEpochMilli())
                .setUserAgent("Browser/42.0")
                .setTokenIssuedAt(BEGAN.minusSeconds(60).toEpochMilli())
                .build();
        delivery.produce(delivery.topics.name(Topic.SESSIONS), session, record.toByteArray());
    }

    private static void awaitSessions(String user, String... sessions) {
        await().atMost(LONG).untilAsserted(() -> assertThat(sessionsOf(user)).containsExactlyInAnyOrder(sessions));
    }

    private static void assertStays(String user, List<String> sessions) {
        await().during(Duration.ofSeconds(1))
                .atMost(LONG)
                .until(() -> sessionsOf(user).equals(sessions));
    }

    private static List<String> sessionsOf(String user) {
        return list(user)
                .valueStream()
                .map(each -> each.get("session").asString())
                .toList();
    }

    private static JsonNode list(String user) {
        HttpResponse<String> answer =
                await().atMost(LONG).until(() -> send("GET", path(user), admin()), each -> each.statusCode() != 503);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body()).get("sessions");
    }

    private static Revocation awaitRevocation(String session) {
        return await().atMost(LONG)
                .until(
                        () -> revocations().stream()
                                .filter(each -> each.getSession().getSession().equals(session))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static List<Revocation> revocations() {
        try (var reading = delivery.reading(delivery.topics.name(Topic.REVOCATIONS), "read_committed")) {
            reading.soFar();
            return reading.soFar().stream()
                    .flatMap(record -> RevocationRules.read(record.value()).stream())
                    .toList();
        }
    }

    private static HttpResponse<String> delete(String path) {
        return send("DELETE", path, admin());
    }

    private static HttpResponse<String> send(String method, String path, String token) {
        return delivery.send(authorized(token).apply(delivery.request(path)).method(method, BodyPublishers.noBody()));
    }

    private static HttpResponse<String> revoke(String body) {
        return revoke(body, admin());
    }

    private static HttpResponse<String> revoke(String body, String token) {
        return delivery.send(authorized(token)
                .apply(delivery.request("/v1/revocations"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String path(String user) {
        return "/v1/users/" + encoded(user) + "/sessions";
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, UTF_8).replace("+", "%20");
    }

    private static String admin() {
        return delivery.tokens.token("operator", "admin");
    }
}
