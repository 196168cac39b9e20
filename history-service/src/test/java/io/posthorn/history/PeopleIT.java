// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ResumeFrom;
import io.posthorn.history.rig.Records;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestDevice;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** When devices connected, where and how far they were at any time, and who may know. */
@RealKafka
@RealCassandra
class PeopleIT {

    private static final String USER = "de-1";
    private static final TestDevice PHONE = new TestDevice(USER, "phone", "c-1");
    private static final TestDevice TABLET = new TestDevice(USER, "tablet", "t-1");
    private static final int MESSAGES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestLog log;
    private static TestStore store;
    private static String own;
    private static String auditor;

    /** In the order in which they were said, as connection and kind. */
    private static final List<String> said = new ArrayList<>();

    private static final List<Position> positions = new ArrayList<>();
    private static Instant opened = Instant.EPOCH;
    private static Instant broke = Instant.EPOCH;
    private static Instant openedAgain = Instant.EPOCH;

    @BeforeAll
    static void start(@TempDir Path folder) {
        issuer = TokenIssuer.start(folder, 0);
        history = RunningHistory.start(kafka, cassandra, issuer);
        log = new TestLog(kafka);
        store = new TestStore(cassandra);
        own = issuer.token(new TokenRequest(USER, "device"));
        auditor = issuer.token(new TokenRequest("auditor-1", "audit"));
        messages();
        life();
        await().atMost(PATIENCE).until(() -> history.count("posthorn.history.facts") >= 8);
        await().atMost(PATIENCE).until(() -> history.count("posthorn.history.rows") == MESSAGES);
    }

    private static void messages() {
        TestMessages user = new TestMessages(USER);
        Instant first = Instant.now().minus(Duration.ofMinutes(30));
        for (int i = 1; i <= MESSAGES; i++) {
            var message = user.next(i, first.plusSeconds(i), i % 2 == 0 ? "chat" : "system");
            positions.add(message.getPosition());
            log.commit(message);
        }
    }

    /** A phone that breaks and comes back, beside a tablet that stays. */
    private static void life() {
        opened = say(PHONE.connected(Map.of("app", "1", "os", "a")));
        log.say(PHONE.acked(positions.get(0)));
        pass(opened);
        broke = say(PHONE.disconnected(DisconnectCause.DISCONNECT_CAUSE_BROKEN));
        pass(broke);
        say(TABLET.connected(Connected.newBuilder()
                .setResumeFrom(ResumeFrom.RESUME_FROM_CURSOR)
                .setCursor(positions.get(3))
                .setWindow(8)
                .build()));
        TestDevice again = PHONE.on("c-2");
        openedAgain = say(again.connected(Map.of("app", "2")));
        log.say(again.changed(Map.of("locale", "de"), "os"));
        log.say(again.acked(positions.get(2)));
        log.say(again.read(positions.get(1)));
    }

    private static Instant say(ConnectionEvent event) {
        said.add(event.getConnection() + " " + (event.hasConnected() ? "connected" : "disconnected"));
        return log.say(event);
    }

    /** So that there is a time between this and what is said next. */
    private static void pass(Instant moment) {
        await().until(() -> Instant.now().isAfter(moment.plusMillis(20)));
    }

    @AfterAll
    static void stop() {
        store.close();
        log.close();
        history.close();
        issuer.close();
    }

    // ------------------------------------------------------------ connections

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 500})
    void connectionsAreListedPageByPageInBothDirections(int limit) {
        List<String> newestFirst = new ArrayList<>(said);
        Collections.reverse(newestFirst);

        assertThat(connections(own, "limit=" + limit)).isEqualTo(newestFirst);
        assertThat(connections(own, "order=asc&limit=" + limit)).isEqualTo(said);
    }

    @Test
    void aStretchOfTimeHasWhatHappenedInIt() {
        assertThat(connections(own, "from=" + opened + "&to=" + broke)).containsExactly("c-1 connected");
        assertThat(connections(own, "from=" + broke + "&to=" + broke.plusMillis(1)))
                .containsExactly("c-1 disconnected");
        assertThat(connections(own, "to=2020-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void aConnectionIsShownWhole() {
        JsonNode oldest =
                get(own, "/v1/users/de-1/connections?order=asc&limit=2").path("connections");

        JsonNode connected = oldest.path(0);
        assertThat(Instant.parse(connected.path("at").asString())).isEqualTo(opened);
        assertThat(connected.path("device").asString()).isEqualTo("phone");
        assertThat(connected.path("gateway").asString()).isEqualTo("gateway-1");
        assertThat(connected.path("incarnation").asInt()).isEqualTo(7);
        assertThat(connected.path("address").asString()).isEqualTo("203.0.113.6");
        assertThat(connected.path("resume").asString()).isEqualTo("server-cursor");
        assertThat(connected.path("window").asInt()).isEqualTo(64);
        assertThat(connected.path("attributes").path("os").asString()).isEqualTo("a");
        assertThat(oldest.path(1).path("cause").asString()).isEqualTo("broken");
        assertThat(oldest.path(1).has("attributes")).isFalse();
    }

    @Test
    void addressesAreForTheUserAndForAuditorsWithoutLimits() {
        String limited = issuer.token(TokenRequest.auditor("auditor-2", Map.of("userPrefixes", List.of("de-"))));
        String path = "/v1/users/de-1/connections?purpose=test";
        String stream = "/v1/users/de-1/devices/phone/stream?purpose=test";

        assertThat(history.getAs(auditor, path).body()).contains("203.0.113.6");
        assertThat(history.getAs(limited, path).body()).contains("gateway-1").doesNotContain("203.0.113.6");
        assertThat(history.getAs(own, stream).body()).contains("203.0.113.6");
        assertThat(history.getAs(limited, stream).body()).contains("gateway-1").doesNotContain("203.0.113.6");
    }

    // ------------------------------------------------------------ a device as of a time

    @Test
    void aDeviceIsShownAsItIsNow() {
        JsonNode now = get(own, "/v1/users/de-1/devices/phone/stream");

        assertThat(now.path("connected").asBoolean()).isTrue();
        assertThat(now.path("connection").path("connection").asString()).isEqualTo("c-2");
        assertThat(Instant.parse(now.path("connection").path("since").asString()))
                .isEqualTo(openedAgain);
        assertThat(now.path("attributes").propertyNames()).containsExactlyInAnyOrder("app", "locale");
        assertThat(now.path("cursor").path("cursor").asString())
                .isEqualTo(Cursor.encode(positions.get(2), UserHash.of(USER)));
        assertThat(now.path("read").path("offset").asLong()).isEqualTo(2);
        assertThat(states(now)).containsExactly("n-5 waiting", "n-4 waiting", "n-3 acked", "n-2 acked", "n-1 acked");
    }

    @Test
    void aDeviceIsShownAsItWas() {
        JsonNode whileOpen = stream("phone", opened);
        assertThat(whileOpen.path("connected").asBoolean()).isTrue();
        assertThat(whileOpen.path("connection").path("connection").asString()).isEqualTo("c-1");
        assertThat(whileOpen.path("connection").has("until")).isFalse();

        JsonNode whileBroken = stream("phone", broke.plusMillis(1));
        assertThat(whileBroken.path("connected").asBoolean()).isFalse();
        assertThat(Instant.parse(whileBroken.path("connection").path("until").asString()))
                .isEqualTo(broke);
        assertThat(whileBroken.path("connection").path("cause").asString()).isEqualTo("broken");
        assertThat(whileBroken.path("attributes").path("app").asString()).isEqualTo("1");
        assertThat(states(whileBroken)).doesNotContain("n-2 acked", "n-3 acked");
    }

    @Test
    void aHellosCursorCountsAsAnAck() {
        JsonNode tablet = get(own, "/v1/users/de-1/devices/tablet/stream?order=asc");

        assertThat(states(tablet)).containsExactly("n-1 acked", "n-2 acked", "n-3 acked", "n-4 acked", "n-5 waiting");
        assertThat(tablet.has("read")).isFalse();
    }

    @Test
    void messagesOfAStreamComeInPagesAsOfOneTime() {
        String path = "/v1/users/de-1/devices/phone/stream?limit=2";
        JsonNode first = get(own, path);
        JsonNode second = get(own, path + "&next=" + first.path("next").asString());
        JsonNode third = get(own, path + "&next=" + second.path("next").asString());

        assertThat(states(first)).containsExactly("n-5 waiting", "n-4 waiting");
        assertThat(states(second)).containsExactly("n-3 acked", "n-2 acked");
        assertThat(states(third)).containsExactly("n-1 acked");
        assertThat(third.has("next")).isFalse();
        assertThat(third.path("at")).isEqualTo(first.path("at"));
    }

    @Test
    void anAuditorSeesTheMessagesOfTheirClassesOnly() {
        String limited = issuer.token(TokenRequest.auditor("auditor-3", Map.of("classes", List.of("chat"))));

        JsonNode stream = get(limited, "/v1/users/de-1/devices/phone/stream?purpose=test");

        assertThat(states(stream)).containsExactly("n-4 waiting", "n-2 acked");
    }

    @Test
    void aDeviceThatWasForgottenIsAsIfItHadNotBeen() {
        TestDevice device = new TestDevice("forgetful-1", "phone", "f-1");
        log.say(device.connected(Map.of()));
        log.say(device.acked(positions.get(4)));
        log.say(device.forgotten());

        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode list = get(auditor, "/v1/users/forgetful-1/connections?purpose=test");
            assertThat(list.path("connections").path(0).path("kind").asString()).isEqualTo("forgotten");
            JsonNode stream = get(auditor, "/v1/users/forgetful-1/devices/phone/stream?purpose=test");
            assertThat(stream.has("cursor")).isFalse();
            assertThat(stream.has("connected")).isFalse();
        });
    }

    // ------------------------------------------------------------ what is not answered

    @Test
    void whatIsNotOnRecordIsNotFound() {
        assertProblem(history.getAs(own, "/v1/users/de-1/devices/nothing/stream"), 404, "not-found");
        assertProblem(
                history.getAs(own, "/v1/users/de-1/devices/phone/stream?at=" + opened.minusSeconds(1)),
                404,
                "not-found");
        assertProblem(
                history.getAs(own, "/v1/users/de-1/devices/phone/stream?at=2020-01-01T00:00:00Z"), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at=2999-01-01T00:00:00Z",
                "at=yesterday",
                "at=1999-01-01T00:00:00Z",
                "limit=0",
                "limit=501",
                "limit=many",
                "order=up",
                "next=garbage",
                "next="
            })
    void aStreamIsAskedForWithAllowedParametersOnly(String query) {
        assertProblem(history.getAs(own, "/v1/users/de-1/devices/phone/stream?" + query), 400, "bad-parameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=today",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "to=%2B12000-01-01T00:00:00Z",
                "limit=-1",
                "order=ASC",
                "next=AQAAAAAAAA"
            })
    void connectionsAreAskedForWithAllowedParametersOnly(String query) {
        assertProblem(history.getAs(own, "/v1/users/de-1/connections?" + query), 400, "bad-parameter");
    }

    @Test
    void aTokenContinuesItsOwnListOnly() {
        String connections = next(own, "/v1/users/de-1/connections?limit=1");
        String stream = next(own, "/v1/users/de-1/devices/phone/stream?limit=1");

        for (String path : List.of(
                "/v1/users/de-2/connections?purpose=test&next=" + connections,
                "/v1/users/de-1/connections?purpose=test&order=asc&next=" + connections,
                "/v1/users/de-1/connections?purpose=test&next=" + stream,
                "/v1/users/de-1/devices/tablet/stream?purpose=test&next=" + stream,
                "/v1/users/de-1/devices/phone/stream?purpose=test&next=" + connections,
                "/v1/users/de-1/devices/phone/stream?purpose=test&at=" + opened + "&next=" + stream)) {
            assertProblem(history.getAs(auditor, path), 400, "bad-parameter");
        }
    }

    @Test
    void idsAreChecked() {
        assertProblem(history.getAs(own, "/v1/users/a%20b/connections"), 400, "bad-user");
        assertProblem(history.getAs(own, "/v1/users/de-1/devices/a%20b/stream"), 400, "bad-parameter");
        assertProblem(
                history.getAs(own, "/v1/users/de-1/devices/" + "x".repeat(129) + "/stream"), 400, "bad-parameter");
    }

    @Test
    void nobodyElseIsShownAnything() {
        String other = issuer.token(new TokenRequest("de-2", "device"));
        String publisher = issuer.token(new TokenRequest(USER, "publish", "admin"));
        String elsewhere = issuer.token(TokenRequest.auditor("auditor-4", Map.of("userPrefixes", List.of("at-"))));

        for (String path : List.of("/v1/users/de-1/connections", "/v1/users/de-1/devices/phone/stream")) {
            assertProblem(history.get(path), 401, "unauthenticated");
            assertProblem(history.getAs(other, path + "?purpose=test"), 403, "forbidden");
            assertProblem(history.getAs(publisher, path + "?purpose=test"), 403, "forbidden");
            assertProblem(history.getAs(elsewhere, path + "?purpose=test"), 403, "forbidden");
            assertProblem(history.getAs(auditor, path), 400, "bad-purpose");
        }
    }

    @Test
    void whatAnAuditorReadsIsOnRecord() {
        get(auditor, "/v1/users/de-1/connections?limit=2&purpose=complaint-7");

        assertThat(store.rows("SELECT * FROM %s.audit_reads").stream()
                        .filter(row -> "complaint-7".equals(row.getString("purpose"))))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getString("user")).isEqualTo(USER);
                    assertThat(row.getString("query"))
                            .startsWith("connections from=")
                            .endsWith("order=desc limit=2");
                });
    }

    // ------------------------------------------------------------ what is no fact

    @Test
    void whatIsNoFactIsParkedAndStopsNothing() {
        TestDevice device = new TestDevice("sturdy-1", "phone", "s-1");
        int partition = log.partition("sturdy-1");
        log.sendRaw(Topic.CONNECTIONS, partition, new byte[] {(byte) 0xFF, 1});
        log.sendRaw(Topic.CONNECTIONS, partition, new byte[0]);
        log.say(new TestDevice("sturdy-1", "", "s-0").acked(Positions.START));
        log.say(device.acked(Positions.of(1, -1, 0)));
        log.say(device.connected(Map.of("large", "x".repeat(2_000), "app", "1")));

        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode rows =
                    get(auditor, "/v1/users/sturdy-1/connections?purpose=test").path("connections");
            assertThat(rows.path(0).path("attributes").propertyNames()).containsExactly("app");
            assertThat(rows.path(0).path("attributesLeftOut").asInt()).isEqualTo(1);
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(parked(partition))
                        .containsExactlyInAnyOrder(
                                Rejection.UNPARSEABLE.id(),
                                Rejection.UNPARSEABLE.id(),
                                Rejection.BAD_ID.id(),
                                Rejection.FAILED.id()));
    }

    private static List<String> parked(int partition) {
        return log.read(Topic.REJECTED).stream()
                .filter(each -> Records.header(each, Rejection.TOPIC_HEADER)
                        .equals(log.topics().name(Topic.CONNECTIONS)))
                .filter(each -> Records.header(each, Rejection.PARTITION_HEADER).equals(Integer.toString(partition)))
                .map(each -> Records.header(each, Rejection.REASON_HEADER))
                .toList();
    }

    // ------------------------------------------------------------ asking

    private static List<String> connections(String token, String query) {
        List<String> all = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = get(token, "/v1/users/de-1/connections?" + query + (next.isEmpty() ? "" : "&next=" + next));
            page.path("connections")
                    .forEach(each -> all.add(each.path("connection").asString() + " "
                            + each.path("kind").asString()));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return all;
    }

    private static JsonNode stream(String device, Instant at) {
        return get(own, "/v1/users/de-1/devices/" + device + "/stream?at=" + at);
    }

    private static List<String> states(JsonNode stream) {
        List<String> states = new ArrayList<>();
        stream.path("messages")
                .forEach(each -> states.add(
                        each.path("id").asString() + " " + each.path("state").asString()));
        return states;
    }

    private static String next(String token, String path) {
        return get(token, path).path("next").asString();
    }

    private static JsonNode get(String token, String path) {
        HttpResponse<String> response = history.getAs(token, path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        return RunningHistory.json(response);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode problem = RunningHistory.json(response);
        assertThat(problem.path("type").asString()).isEqualTo("urn:posthorn:problem:" + type);
        assertThat(problem.path("detail").asString()).isNotEmpty();
    }
}
