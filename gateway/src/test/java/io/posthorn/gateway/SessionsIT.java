// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static io.posthorn.gateway.rig.Browser.ORIGIN;
import static io.posthorn.gateway.rig.Browser.ask;
import static io.posthorn.gateway.rig.Refusals.assertProblem;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.gateway.rig.Browser;
import io.posthorn.gateway.rig.Device;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.StandingRecords;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A cookie for a token, on two gateways: what it is good for, and where it ends. */
@RealKafka
class SessionsIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int ENDED = 4001;

    static KafkaSpace kafka;
    private static final TestIssuer issuer = new TestIssuer();
    private static StandingRecords records;
    private static RunningGateway first;
    private static RunningGateway second;

    @BeforeAll
    static void start() {
        records = new StandingRecords(kafka);
        first = RunningGateway.start(kafka, issuer, "sessions-1", "posthorn.gateway.session.per-user=3");
        second = RunningGateway.start(kafka, issuer, "sessions-2", "posthorn.gateway.session.per-user=3");
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        records.close();
        issuer.close();
    }

    // ------------------------------------------------------------ what it is good for

    @Test
    void aTokenGivesACookieAndTellsWhoOneIs() {
        String token = issuer.token(
                "user-1", claims -> claims.claim("name", "User One").claim("roles", List.of("clerk", "auditor")));
        HttpResponse<String> answer = new Browser().login(first.port(), token);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie)
                        .startsWith("__Host-posthorn-session=")
                        .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict", "; Max-Age=43200")
                        .doesNotContain("Domain"));
        assertThat(answer.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(cache -> assertThat(cache).contains("no-store"));
        JsonNode session = JsonMapper.shared().readTree(answer.body());
        assertThat(session.get("user").asString()).isEqualTo("user-1");
        assertThat(session.get("displayName").asString()).isEqualTo("User One");
        assertThat(session.get("roles").valueStream().map(JsonNode::asString)).containsExactly("clerk", "auditor");
        assertThat(Instant.parse(session.get("ends").asString()))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(11)), Instant.now().plus(Duration.ofHours(12)));
        assertThat(answer.body()).doesNotContain(token);
    }

    @Test
    void onLocalhostItGoesWithoutTls() {
        HttpResponse<String> answer = ask(first.port(), "POST", bearer(issuer.token("local")));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie)
                        .startsWith("posthorn-session=")
                        .contains("; HttpOnly", "; SameSite=Strict")
                        .doesNotContain("Secure"));
    }

    @Test
    void theCookieIsGoodOnEveryGateway() {
        Browser browser = Browser.with(first.port(), issuer.token("both"));

        HttpResponse<String> there = browser.show(second.port());
        assertThat(there.statusCode()).isEqualTo(200);
        assertThat(there.body()).isEqualTo(browser.show(first.port()).body());
        try (RawSocket socket = browser.connect(second.port())) {
            assertThat(socket.status()).isEqualTo(101);
            socket.hello();
            assertThat(socket.read().text()).contains("\"type\":\"welcome\"", "\"user\":\"both\"");
        }
    }

    @Test
    void whoReadsTheTopicCannotMakeTheCookie() {
        Browser browser = Browser.with(first.port(), issuer.token("read"));

        List<ConsumerRecord<byte[], byte[]>> all = records.all(Topic.SESSIONS);
        assertThat(all)
                .isNotEmpty()
                .noneSatisfy(record -> assertThat(
                                new String(record.value() == null ? record.key() : record.value(), ISO_8859_1))
                        .contains(browser.secret()));
        String id = JsonMapper.shared()
                .readTree(browser.show(first.port()).body())
                .get("session")
                .asString();
        assertThat(all)
                .anySatisfy(record ->
                        assertThat(new String(record.key(), ISO_8859_1)).isEqualTo(id));
        assertThat(ask(first.port(), "GET", "Cookie: __Host-posthorn-session=" + id)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTokenTellsWhoOneIsToo() {
        HttpResponse<String> answer = ask(first.port(), "GET", bearer(issuer.token("plain")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"user\":\"plain\"", "\"session\":\"session-1\"");
    }

    @Test
    void anAllowedPageOfAnotherOriginMayAsk() {
        HttpResponse<String> preflight = ask(
                first.port(),
                "OPTIONS",
                ORIGIN,
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: authorization");
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials"))
                .hasValue("true");

        HttpResponse<String> answer = new Browser().login(first.port(), issuer.token("cross"));
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://app.example.org");
    }

    // ------------------------------------------------------------ where it ends

    @Test
    void logoutEndsItEverywhere() {
        Browser browser = Browser.with(first.port(), issuer.token("leaving"));
        Browser other = Browser.with(first.port(), issuer.token("leaving"));
        try (RawSocket here = browser.connect(first.port());
                RawSocket there = browser.connect(second.port());
                RawSocket another = other.connect(second.port())) {
            here.hello();
            there.hello();
            another.hello();

            HttpResponse<String> answer = browser.logout(first.port());

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(cookie -> assertThat(cookie)
                            .startsWith("__Host-posthorn-session=;")
                            .contains("Max-Age=0"));
            assertThat(here.readToClose()).isEqualTo(ENDED);
            assertThat(there.readToClose()).isEqualTo(ENDED);
            another.say("{'type':'ping'}");
            assertThat(readType(another)).contains("pong");
        }
        assertProblem(browser.show(first.port()), 401);
        assertThat(status(browser.connect(first.port()))).isEqualTo(401);
        assertProblem(browser.logout(first.port()), 401);
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(browser.show(second.port()).statusCode()).isEqualTo(401));
        assertThat(status(browser.connect(second.port()))).isEqualTo(401);
        assertThat(other.show(second.port()).statusCode()).isEqualTo(200);
    }

    private static String readType(RawSocket socket) {
        while (true) {
            String text = socket.read().text();
            if (!text.contains("welcome")) {
                return text;
            }
        }
    }

    /** Though it has never written one. */
    @Test
    void onWhicheverGatewayItIsTheRecordGoesToo() {
        Browser browser = Browser.with(first.port(), issuer.token("record"));
        String id = sessionOf(browser, second.port());

        assertThat(browser.logout(second.port()).statusCode()).isEqualTo(204);

        assertThat(browser.show(second.port()).statusCode()).isEqualTo(401);
        await().atMost(LONG)
                .until(() -> records.all(Topic.SESSIONS).stream()
                        .anyMatch(record -> record.value() == null && new String(record.key(), ISO_8859_1).equals(id)));
    }

    @Test
    void aTokenWhoseSessionIsCalledLikeSomebodyElsesEndsNothingOfTheirs() {
        Browser browser = Browser.with(first.port(), issuer.token("victim"));
        String id = sessionOf(browser, first.port());
        String thief = named("thief", id);
        try (RawSocket socket = browser.connect(first.port())) {
            socket.hello();

            assertThat(ask(first.port(), "DELETE", bearer(thief)).statusCode()).isEqualTo(204);

            assertThat(ask(first.port(), "GET", bearer(thief)).statusCode()).isEqualTo(401);
            socket.say("{'type':'ping'}");
            assertThat(readType(socket)).contains("pong");
        }
        assertThat(browser.show(first.port()).statusCode()).isEqualTo(200);
        assertThat(browser.show(second.port()).statusCode()).isEqualTo(200);
    }

    private static String sessionOf(Browser browser, int port) {
        return JsonMapper.shared()
                .readTree(browser.show(port).body())
                .get("session")
                .asString();
    }

    @Test
    void logoutWithATokenEndsTheSessionThatItNames() {
        String token = named("by-token", "sid-1");
        String sameSession = named("by-token", "sid-1");
        String otherSession = named("by-token", "sid-2");
        Browser begunWithIt = Browser.with(first.port(), token);
        Device there = Device.open(second.port(), sameSession);
        Device other = Device.open(second.port(), otherSession);

        assertThat(ask(first.port(), "DELETE", bearer(token)).statusCode()).isEqualTo(204);

        assertThat(there.awaitClosed()).isEqualTo(ENDED);
        assertProblem(ask(first.port(), "GET", bearer(sameSession)), 401);
        assertThat(begunWithIt.show(first.port()).statusCode()).isEqualTo(401);
        assertThat(ask(second.port(), "GET", bearer(otherSession)).statusCode()).isEqualTo(200);
        assertThat(other.closeCode()).isZero();
        other.close();
    }

    @Test
    void aGatewayThatStartsLaterKnowsBoth() {
        Browser staying = Browser.with(first.port(), issuer.token("later"));
        Browser gone = Browser.with(first.port(), issuer.token("later"));
        assertThat(gone.logout(first.port()).statusCode()).isEqualTo(204);

        try (RunningGateway third = RunningGateway.start(kafka, issuer, "sessions-3")) {
            assertThat(staying.show(third.port()).statusCode()).isEqualTo(200);
            assertThat(gone.show(third.port()).statusCode()).isEqualTo(401);
            assertThat(status(gone.connect(third.port()))).isEqualTo(401);
        }
    }

    @Test
    void aTokenWithoutASessionHasNothingToEnd() {
        String token = issuer.token("nameless", claims -> claims.claim("sid", null));

        assertProblem(ask(first.port(), "DELETE", bearer(token)), 409);
        assertThat(ask(first.port(), "GET", bearer(token)).statusCode()).isEqualTo(200);
    }

    private static String named(String user, String session) {
        return issuer.token(user, claims -> claims.claim("sid", session).issueTime(new Date()));
    }

    @Test
    void aUserHasSoManySessionsAndNoMore() {
        String token = issuer.token("many");
        Browser one = Browser.with(first.port(), token);
        Browser.with(first.port(), token);
        Browser.with(first.port(), token);

        HttpResponse<String> tooMany = new Browser().login(first.port(), token);
        assertProblem(tooMany, 429);
        assertThat(tooMany.headers().firstValue("Retry-After")).isPresent();
        assertThat(tooMany.headers().firstValue("Set-Cookie")).isEmpty();

        assertThat(one.logout(first.port()).statusCode()).isEqualTo(204);
        assertThat(new Browser().login(first.port(), token).statusCode()).isEqualTo(201);
    }

    /** While the log has taken none of them yet. */
    @Test
    void manyAtTheSameMomentAreNoWayAround() {
        String token = issuer.token("hasty");

        List<Integer> answers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> ask(first.port(), "POST", bearer(token)).statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).containsOnly(201, 429);
        assertThat(answers).filteredOn(status -> status == 201).hasSize(3);
    }

    private static int status(RawSocket socket) {
        try (socket) {
            return socket.status();
        }
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }
}
