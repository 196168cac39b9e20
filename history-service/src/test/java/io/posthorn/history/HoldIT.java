// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.rig.Exports;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a legal hold keeps, and for how long. */
@RealKafka
@RealCassandra
class HoldIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WHY = "?purpose=case+17";
    private static final String[] QUICK = {
        "posthorn.history.custody.refresh=100ms",
        "posthorn.history.custody.knowledge=1s",
        "posthorn.history.custody.claim=2s",
        "posthorn.classes[0].name=brief",
        "posthorn.classes[0].retention=9s",
        "posthorn.classes[1].name=system",
        "posthorn.classes[1].retention=90d",
    };

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestStore store;
    private static TestLog log;
    private static String admin;
    private static String auditor;
    private static final AtomicInteger users = new AtomicInteger();
    private static final AtomicInteger offsets = new AtomicInteger();

    @BeforeAll
    static void start(@TempDir Path folder) {
        issuer = TokenIssuer.start(folder, 0);
        history = RunningHistory.start(kafka, cassandra, issuer, QUICK);
        store = new TestStore(cassandra);
        log = new TestLog(kafka);
        admin = issuer.token(new TokenRequest("admin-1", Set.of("admin"), Duration.ofHours(1), "session-1"));
        auditor = issuer.token(new TokenRequest("auditor-1", Set.of("audit"), Duration.ofHours(1), "session-2"));
    }

    @AfterAll
    static void stop() {
        log.close();
        store.close();
        history.close();
        issuer.close();
    }

    @Test
    void whatIsThereAndWhatComesOutlivesItsRetention() {
        TestMessages user = newUser();
        List<String> before = commit(user, 3, "brief");
        String hold = place("{\"users\":[\"%s\"]}", user.user());
        List<String> during = commit(user, 3, "brief");
        awaitState(hold, "active");
        List<String> after = commit(user, 3, "brief");

        List<String> all = new ArrayList<>(before);
        all.addAll(during);
        all.addAll(after);
        awaitHeld(hold, all);
        await().atMost(PATIENCE)
                .until(() -> store.rows(
                                "SELECT offset FROM %s.messages_9s WHERE user = ? AND month = ? AND slice = 0",
                                user.user(), user.month())
                        .isEmpty());
        assertThat(held(hold, "asc", 500)).isEqualTo(all);
    }

    @Test
    void nothingFallsBetweenWhatWasThereAndWhatComes() {
        TestMessages user = newUser();
        List<String> sent = new ArrayList<>(commit(user, 20, "system"));
        String hold = place("{\"users\":[\"%s\"]}", user.user());
        while (!RunningHistory.json(hold(hold)).path("state").asString().equals("active")) {
            sent.addAll(commit(user, 10, "system"));
        }
        sent.addAll(commit(user, 10, "system"));

        awaitHeld(hold, sent);
    }

    @Test
    void aHoldOfEverybodyFindsAllOwnersAndNothingElse() {
        TestMessages one = newUser();
        TestMessages other = newUser();
        String group = "group-" + one.user();
        Message first = log(one.next(offsets.incrementAndGet(), Instant.now(), "system").toBuilder()
                .setGroup(group)
                .build());
        commit(one, 2, "system");
        Message second = log(other.next(offsets.incrementAndGet(), Instant.now(), "system").toBuilder()
                .setGroup(group)
                .build());
        awaitRow(second);

        String hold = place("{\"groups\":[\"%s\"],\"classes\":[\"system\"]}", group);
        awaitState(hold, "active");

        assertThat(held(hold, "asc", 500))
                .containsExactlyInAnyOrder(
                        first.getNotification().getId(),
                        second.getNotification().getId());
        assertThat(RunningHistory.json(hold(hold)).path("gathered").asLong()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 500})
    void pagesJoinInBothDirections(int limit) {
        TestMessages user = newUser();
        List<String> sent = commit(user, 7, "system");
        String hold = place("{\"users\":[\"%s\"]}", user.user());
        awaitState(hold, "active");
        awaitHeld(hold, sent);

        assertThat(held(hold, "asc", limit)).isEqualTo(sent);
        List<String> reversed = new ArrayList<>(sent);
        java.util.Collections.reverse(reversed);
        assertThat(held(hold, "desc", limit)).isEqualTo(reversed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void whatAHoldKeepsIsExportedPartByPart(int rows) {
        TestMessages one = newUser();
        TestMessages other = newUser();
        List<String> sent = new ArrayList<>(commit(one, 4, "brief"));
        sent.addAll(commit(other, 3, "system"));
        commit(newUser(), 2, "system");
        String hold = place("{\"users\":[\"%s\",\"%s\"]}", one.user(), other.user());
        awaitState(hold, "active");
        await().atMost(PATIENCE).until(() -> held(hold, "asc", 500).size() == sent.size());

        assertThat(exported(hold, rows)).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void anExportOfAnUnknownHoldIsNotFound() {
        assertThat(history.getAs(auditor, "/v1/export" + WHY + "&hold=no-such").statusCode())
                .isEqualTo(404);
    }

    @Test
    void anExportOfAHoldIsForAWholeReachAndWhileItIsActive() {
        String hold = place("{\"users\":[\"nobody-of-exports\"]}");
        awaitState(hold, "active");
        String path = "/v1/export" + WHY + "&hold=" + hold;
        String narrow = issuer.token(TokenRequest.auditor("auditor-2", Map.of("classes", List.of("system"))));

        assertThat(history.getAs(auditor, path).statusCode()).isEqualTo(200);
        assertThat(history.getAs(narrow, path).statusCode()).isEqualTo(403);
        history.sendAs(admin, "DELETE", "/v1/holds/" + hold + WHY, "");
        assertThat(history.getAs(auditor, path).statusCode()).isEqualTo(409);
    }

    private static List<String> exported(String hold, int rows) {
        List<String> ids = new ArrayList<>();
        Optional<String> after = Optional.empty();
        String to = Instant.now().toString();
        do {
            HttpResponse<String> part = history.getAs(
                    auditor,
                    "/v1/export%s&hold=%s&rows=%d&to=%s%s"
                            .formatted(
                                    WHY,
                                    hold,
                                    rows,
                                    to,
                                    after.map(token -> "&after=" + token).orElse("")));
            assertThat(part.statusCode()).as(part.body()).isEqualTo(200);
            byte[] lines = part.body().getBytes(StandardCharsets.UTF_8);
            Exports.rows(lines)
                    .forEach(each -> ids.add(each.message().getNotification().getId()));
            after = Exports.end(lines).after();
        } while (after.isPresent());
        return ids;
    }

    @Test
    void aTimeRangeIsByAppendTime() {
        TestMessages user = newUser();
        Instant begin = Instant.parse("2026-01-10T00:00:00Z");
        Message early = log(user.next(offsets.incrementAndGet(), Instant.now().minus(Duration.ofDays(3)), "system"));
        Message late = log(user.next(offsets.incrementAndGet(), Instant.now().minus(Duration.ofDays(1)), "system"));
        awaitRow(late);

        String hold = place(
                "{\"users\":[\"%s\"],\"from\":\"%s\",\"to\":\"%s\"}",
                user.user(), begin, Instant.now().minus(Duration.ofDays(2)));
        awaitState(hold, "active");

        assertThat(held(hold, "asc", 500))
                .containsExactly(early.getNotification().getId());
    }

    @Test
    void releaseRemovesTheCopiesThatNoOtherHoldNeeds() {
        TestMessages user = newUser();
        List<String> sent = commit(user, 3, "system");
        String one = place("{\"users\":[\"%s\"]}", user.user());
        String other = place("{\"users\":[\"%s\"],\"classes\":[\"system\"]}", user.user());
        awaitState(one, "active");
        awaitState(other, "active");

        HttpResponse<String> released = history.sendAs(admin, "DELETE", "/v1/holds/" + one + WHY, "");

        assertThat(released.statusCode()).isEqualTo(200);
        assertThat(RunningHistory.json(released).path("state").asString()).isEqualTo("released");
        await().atMost(PATIENCE)
                .until(() -> RunningHistory.json(hold(one)).path("cleared").asBoolean());
        assertThat(store.rows("SELECT offset FROM %s.held_messages WHERE hold = ? ALLOW FILTERING", one))
                .isEmpty();
        assertThat(held(other, "asc", 500)).isEqualTo(sent);
        assertThat(history.sendAs(auditor, "GET", "/v1/holds/" + one + "/messages" + WHY, "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void everyStepIsOnRecordAndTheChainIsWhole() {
        String hold = place("{\"users\":[\"nobody-of-custody\"]}");
        awaitState(hold, "active");
        history.sendAs(admin, "DELETE", "/v1/holds/" + hold + "?purpose=settled", "");

        List<JsonNode> steps = steps().stream()
                .filter(each -> each.path("subject").asString().equals(hold))
                .toList();

        assertThat(steps)
                .extracting(each -> each.path("step").asString())
                .startsWith("hold-placed", "hold-gathering", "hold-gathered", "hold-released");
        assertThat(steps.get(0).path("who").asString()).isEqualTo("admin-1");
        assertThat(steps.get(0).path("why").asString()).isEqualTo("case 17");
        assertThat(steps.get(3).path("why").asString()).isEqualTo("settled");
        JsonNode verification =
                RunningHistory.json(history.sendAs(auditor, "GET", "/v1/custody/verification" + WHY, ""));
        assertThat(verification.path("whole").asBoolean())
                .as(verification.toString())
                .isTrue();
    }

    private static List<JsonNode> steps() {
        List<JsonNode> steps = new ArrayList<>();
        String next = "";
        do {
            JsonNode page =
                    RunningHistory.json(history.sendAs(auditor, "GET", "/v1/custody" + WHY + "&limit=3" + next, ""));
            page.path("steps").forEach(steps::add);
            next = page.path("next").isNull()
                    ? ""
                    : "&next=" + page.path("next").asString();
        } while (!next.isEmpty());
        return steps;
    }

    @Test
    void theSameRequestAgainIsTheSameHold() {
        String body = "{\"id\":\"case-again\",\"users\":[\"user-x\"]}";

        assertThat(history.sendAs(admin, "POST", "/v1/holds" + WHY, body).statusCode())
                .isEqualTo(202);
        assertThat(history.sendAs(admin, "POST", "/v1/holds" + WHY, body).statusCode())
                .isEqualTo(202);
        HttpResponse<String> byKey = history.sendAs(
                admin, "POST", "/v1/holds" + WHY, "{\"users\":[\"user-x\"]}", "Idempotency-Key", "case-again");
        assertThat(RunningHistory.json(byKey).path("id").asString()).isEqualTo("case-again");

        HttpResponse<String> another =
                history.sendAs(admin, "POST", "/v1/holds" + WHY, body.replace("user-x", "user-y"));
        assertThat(another.statusCode()).isEqualTo(409);
        assertThat(steps().stream()
                        .filter(each -> each.path("subject").asString().equals("case-again")
                                && each.path("step").asString().equals("hold-placed")))
                .hasSize(1);
    }

    @Test
    void aHoldIsReleasedOnce() {
        String hold = place("{\"users\":[\"user-twice\"]}");

        assertThat(history.sendAs(admin, "DELETE", "/v1/holds/" + hold + WHY, "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(history.sendAs(admin, "DELETE", "/v1/holds/" + hold + WHY, "")
                        .statusCode())
                .isEqualTo(409);
        HttpResponse<String> reused = history.sendAs(
                admin, "POST", "/v1/holds" + WHY, "{\"id\":\"%s\",\"users\":[\"user-twice\"]}".formatted(hold));
        assertThat(reused.statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/holds/unknown", "DELETE /v1/holds/unknown", "GET /v1/holds/unknown/messages"})
    void anUnknownHoldIsNotFound(String request) {
        String[] parts = request.split(" ");
        String token = parts[1].endsWith("messages") ? auditor : admin;

        assertThat(history.sendAs(token, parts[0], parts[1] + WHY, "").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"x\"",
                "{",
                "{\"users\":[]}",
                "{\"users\":\"user-1\"}",
                "{\"users\":[1]}",
                "{\"users\":[\"a b\"]}",
                "{\"users\":[\"a\"],\"users\":[\"b\"]}",
                "{\"user\":[\"user-1\"]}",
                "{\"from\":\"yesterday\"}",
                "{\"from\":17}",
                "{\"from\":\"1970-01-01T00:00:00Z\"}",
                "{\"from\":\"2026-02-01T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"}",
                "{\"id\":7,\"users\":[\"a\"]}",
                "{\"id\":\"a b\",\"users\":[\"a\"]}"
            })
    void whatIsNoHoldIsRefused(String body) {
        HttpResponse<String> answer = history.sendAs(admin, "POST", "/v1/holds" + WHY, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void tooMuchIsRefused() {
        String large = "{\"users\":[\"" + "x".repeat(200_000) + "\"]}";

        assertThat(history.sendAs(admin, "POST", "/v1/holds" + WHY, large).statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/holds?purpose=x, audit, 403",
        "POST, /v1/holds?purpose=x, device, 403",
        "POST, /v1/holds, admin, 400",
        "DELETE, /v1/holds/any?purpose=x, audit, 403",
        "DELETE, /v1/holds/any, admin, 400",
        "GET, /v1/holds, audit, 400",
        "GET, /v1/holds?purpose=x, device, 403",
        "GET, /v1/holds/any/messages?purpose=x, admin, 403",
        "GET, /v1/custody?purpose=x, admin, 403",
        "GET, /v1/custody, audit, 400",
        "GET, /v1/custody?purpose=x&limit=0, audit, 400",
        "GET, /v1/custody?purpose=x&next=zz, audit, 400",
        "GET, /v1/custody/verification?purpose=x, device, 403",
    })
    void whoMayNotIsRefused(String method, String path, String scope, int status) {
        String token = issuer.token(new TokenRequest("somebody-1", scope));
        String body = method.equals("POST") ? "{\"users\":[\"user-1\"]}" : "";

        HttpResponse<String> answer = history.sendAs(token, method, path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    @Test
    void aHoldOverNothingIsActiveAndEmpty() {
        String hold = place("{\"users\":[\"nobody-at-all\"]}");

        awaitState(hold, "active");

        assertThat(held(hold, "asc", 10)).isEmpty();
    }

    @Test
    void holdsAreListedInBothDirections() {
        String first = place("{\"users\":[\"user-l1\"]}");
        String second = place("{\"users\":[\"user-l2\"]}");

        List<String> ascending = listed("asc");
        List<String> descending = listed("desc");

        assertThat(ascending).containsSubsequence(first, second);
        java.util.Collections.reverse(descending);
        assertThat(descending).isEqualTo(ascending);
    }

    private static List<String> listed(String order) {
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = RunningHistory.json(
                    history.sendAs(auditor, "GET", "/v1/holds" + WHY + "&limit=2&order=" + order + next, ""));
            page.path("holds").forEach(each -> ids.add(each.path("id").asString()));
            next = page.path("next").isNull()
                    ? ""
                    : "&next=" + page.path("next").asString();
        } while (!next.isEmpty());
        return ids;
    }

    // ------------------------------------------------------------

    private static TestMessages newUser() {
        return new TestMessages("held-" + users.incrementAndGet());
    }

    private static Message log(Message message) {
        log.commit(message);
        return message;
    }

    private static List<String> commit(TestMessages user, int count, String className) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(user.next(offsets.incrementAndGet(), Instant.now(), className));
        }
        log.commit(messages);
        return messages.stream().map(each -> each.getNotification().getId()).toList();
    }

    private static void awaitRow(Message message) {
        await().atMost(PATIENCE)
                .until(() -> !store.rows(
                                "SELECT offset FROM %s.messages_90d WHERE user = ? AND month = ? AND slice = 0"
                                        + " AND era = 1 AND offset = ?",
                                message.getUser(),
                                TestMessages.month(message),
                                message.getPosition().getOffset())
                        .isEmpty());
    }

    private static void awaitRows(TestMessages user, int count) {
        await().atMost(PATIENCE)
                .until(() -> store.rows(
                                        "SELECT offset FROM %s.messages_90d WHERE user = ? AND month = ? AND slice = 0",
                                        user.user(), user.month())
                                .size()
                        == count);
    }

    private static String place(String body, Object... values) {
        HttpResponse<String> answer = history.sendAs(admin, "POST", "/v1/holds" + WHY, body.formatted(values));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        JsonNode hold = RunningHistory.json(answer);
        assertThat(answer.headers().firstValue("Location"))
                .hasValue("/v1/holds/" + hold.path("id").asString());
        return hold.path("id").asString();
    }

    private static HttpResponse<String> hold(String id) {
        return history.sendAs(admin, "GET", "/v1/holds/" + id, "");
    }

    private static void awaitState(String hold, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                RunningHistory.json(hold(hold)).path("state").asString())
                        .isEqualTo(state));
    }

    private static void awaitHeld(String hold, List<String> ids) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(held(hold, "asc", 500)).isEqualTo(ids));
    }

    private static List<String> held(String hold, String order, int limit) {
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            HttpResponse<String> answer = history.sendAs(
                    auditor,
                    "GET",
                    "/v1/holds/%s/messages%s&order=%s&limit=%d%s".formatted(hold, WHY, order, limit, next),
                    "");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode page = RunningHistory.json(answer);
            page.path("messages").forEach(each -> ids.add(each.path("id").asString()));
            next = page.path("next").isNull()
                    ? ""
                    : "&next=" + page.path("next").asString();
        } while (!next.isEmpty());
        return ids;
    }
}
