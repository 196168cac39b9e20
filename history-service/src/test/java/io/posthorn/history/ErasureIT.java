// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Erasure;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.history.rig.Records;
import io.posthorn.history.rig.Replays;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The content of a user goes, and that it existed stays. */
@RealKafka
@RealCassandra
class ErasureIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WHY = "?purpose=request+of+the+user";
    private static final String[] QUICK = {
        "posthorn.history.custody.refresh=100ms",
        "posthorn.history.custody.knowledge=1s",
        "posthorn.history.custody.claim=2s",
    };

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestStore store;
    private static TestLog log;
    private static Replays replays;
    private static String admin;
    private static String auditor;
    private static final AtomicInteger users = new AtomicInteger();

    @BeforeAll
    static void start(@TempDir Path folder) {
        issuer = TokenIssuer.start(folder, 0);
        history = RunningHistory.start(kafka, cassandra, issuer, QUICK);
        store = new TestStore(cassandra);
        log = new TestLog(kafka);
        replays = new Replays(log);
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
    void contentGoesFromEveryTierAndTheRowStays() {
        Story user = new Story();
        user.applies("chat", "system", "archive", "critical");

        JsonNode erasure = await(user.erase(), "done");

        assertThat(erasure.path("messages").asInt()).isEqualTo(4);
        for (String table : List.of("messages_7d", "messages_90d", "messages_forever", "messages_365d")) {
            List<Row> rows = user.rows(table);
            assertThat(rows).as(table).hasSize(1).allSatisfy(row -> {
                for (String column : List.of("type", "title", "body", "data", "data_content_type", "salt")) {
                    assertThat(row.isNull(column)).as(table + "." + column).isTrue();
                }
                assertThat(row.getString("id")).startsWith("n-");
                assertThat(row.getString("source")).isEqualTo("orders");
                assertThat(row.getLong("ordinal")).isPositive();
                assertThat(row.getInstant("erased_at"))
                        .isEqualTo(Instant.parse(erasure.path("begunAt").asString()));
            });
        }
    }

    @Test
    void theRouterIsToldOfEachErasureOnce() {
        Story user = new Story();
        user.applies("chat");

        await(user.erase(), "done");

        assertThat(log.read(Topic.ERASURES).stream()
                        .filter(each -> Records.key(each).equals(user.name))
                        .map(each -> Records.parse(each, Erasure.parser())))
                .singleElement()
                .satisfies(erasure -> {
                    assertThat(erasure.getUser()).isEqualTo(user.name);
                    assertThat(erasure.getUpTo().getOffset())
                            .isEqualTo(user.last.getPosition().getOffset());
                });
    }

    @Test
    void aDeviceThatResumesIsToldWhatWasErased() {
        Story user = new Story();
        user.applies("chat", "system", "system");
        await(user.erase(), "done");
        List<Message> later = user.applies("chat");

        var request = Replays.request(user.name, Positions.START, user.last.getPosition())
                .build();
        log.ask(request);
        replays.progressAfter(request, Positions.START);

        List<Delivery> deliveries = replays.deliveries(user.name);
        Replays.assertChain(Positions.START, deliveries);
        assertThat(Replays.counts(deliveries.get(0)))
                .allMatch(count -> count.getReason() == SkipReason.SKIP_REASON_ERASED)
                .extracting(count -> count.getClassName() + " " + count.getCount())
                .containsExactly("chat 1", "system 2");
        assertThat(deliveries.get(1).getMessage().getId())
                .isEqualTo(later.get(0).getNotification().getId());
        assertThat(log.receipts(user.name))
                .hasSize(3)
                .allMatch(receipt -> receipt.getState() == ReceiptState.RECEIPT_STATE_SKIPPED)
                .extracting(Receipt::getReason)
                .containsOnly("erased");
    }

    @Test
    void whatIsInFlightWhenItIsRequestedIsErasedToo() {
        Story user = new Story();
        user.applies("chat");
        List<Message> inFlight = user.appended("chat", "system");
        String id = user.erase();
        assertThat(state(id).path("state").asString()).isEqualTo("requested");

        log.commit(inFlight);

        assertThat(await(id, "done").path("messages").asInt()).isEqualTo(3);
        assertThat(user.rows("messages_7d")).hasSize(2).allMatch(row -> row.isNull("body"));
    }

    @Test
    void whatIsWrittenAgainStaysErased() {
        Story user = new Story();
        List<Message> sent = user.applies("system", "system");
        await(user.erase(), "done");
        double before = history.count("posthorn.history.rows");

        log.commit(sent);

        await().atMost(PATIENCE).until(() -> history.count("posthorn.history.rows") >= before + 2);
        assertThat(user.rows("messages_90d"))
                .hasSize(2)
                .allMatch(row -> row.isNull("body") && row.isNull("salt") && !row.isNull("erased_at"));
    }

    @Test
    void whatComesLaterAndWhatIsOthersStays() {
        Story user = new Story();
        user.applies("system");
        Story other = new Story();
        other.applies("system");
        await(user.erase(), "done");

        user.applies("system");

        assertThat(user.rows("messages_90d"))
                .extracting(row -> row.isNull("body"))
                .containsExactly(true, false);
        assertThat(other.rows("messages_90d"))
                .extracting(row -> row.isNull("body"))
                .containsExactly(false);
        JsonNode shown = RunningHistory.json(
                        history.getAs(issuer.token(new TokenRequest(user.name, "device")), "/v1/me/messages?order=asc"))
                .path("messages");
        assertThat(shown.path(0).has("erasedAt")).isTrue();
        assertThat(shown.path(0).has("title")).isFalse();
        assertThat(shown.path(1).has("erasedAt")).isFalse();
    }

    @Test
    void aHoldOfTheUserStandsInTheWayUntilItIsReleased() {
        Story user = new Story();
        user.applies("system");
        String hold = place("{\"users\":[\"%s\"]}".formatted(user.name));

        HttpResponse<String> refused = user.request("er-held-" + user.name);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains(hold).contains("hold-stands");
        JsonNode shown = state("er-held-" + user.name);
        assertThat(shown.path("state").asString()).isEqualTo("refused");
        assertThat(shown.path("hold").asString()).isEqualTo(hold);
        assertThat(user.rows("messages_90d")).noneMatch(row -> row.isNull("body"));
        assertThat(user.request("er-held-" + user.name).statusCode())
                .as("the same again")
                .isEqualTo(409);

        history.sendAs(admin, "DELETE", "/v1/holds/" + hold + WHY, "");
        await(user.erase(), "done");
        assertThat(user.rows("messages_90d")).allMatch(row -> row.isNull("body"));
    }

    @Test
    void aHoldOfAGroupStandsInTheWayOfItsMembersAlone() {
        Story member = new Story();
        member.group = "eng-" + member.name;
        member.applies("system");
        Story other = new Story();
        other.applies("system");
        String hold = place("{\"groups\":[\"%s\"]}".formatted(member.group));
        awaitActive(hold);

        assertThat(member.request("er-" + member.name).statusCode()).isEqualTo(409);
        await(other.erase(), "done");

        history.sendAs(admin, "DELETE", "/v1/holds/" + hold + WHY, "");
    }

    @Test
    void aHoldThatIsPlacedWhileAnErasureWaitsWins() {
        Story user = new Story();
        user.applies("system");
        List<Message> inFlight = user.appended("system");
        String erasure = user.erase();
        String hold = place("{\"users\":[\"%s\"]}".formatted(user.name));

        log.commit(inFlight);

        assertThat(await(erasure, "refused").path("hold").asString()).isEqualTo(hold);
        awaitActive(hold);
        await().atMost(PATIENCE).until(() -> user.rows("messages_90d").size() == 2);
        assertThat(user.rows("messages_90d")).noneMatch(row -> row.isNull("body"));
        assertThat(heldBodies(hold)).hasSize(2).doesNotContainNull();
    }

    private static List<String> heldBodies(String hold) {
        return store
                .rows("SELECT user, month, slice, body FROM %s.held_messages WHERE hold = ? ALLOW FILTERING", hold)
                .stream()
                .map(row -> row.getString("body"))
                .toList();
    }

    @Test
    void whoHasNothingIsErasedAtOnce() {
        Story nobody = new Story();

        assertThat(await(nobody.erase(), "done").path("messages").asInt()).isZero();
    }

    @Test
    void theSecondErasureFindsWhatCameSince() {
        Story user = new Story();
        user.applies("system", "system");
        await(user.erase(), "done");
        user.applies("system");

        assertThat(await(user.erase(), "done").path("messages").asInt()).isEqualTo(1);
        assertThat(user.rows("messages_90d")).hasSize(3).allMatch(row -> row.isNull("body"));
    }

    @Test
    void oneAtATime() {
        Story user = new Story();
        List<Message> inFlight = user.appended("system");
        String first = user.erase();

        HttpResponse<String> second = user.request("er-second-" + user.name);

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains(first);
        assertThat(user.request(first).statusCode()).as("the same again").isEqualTo(202);
        log.commit(inFlight);
        await(first, "done");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{",
                "{\"user\":17}",
                "{\"user\":\"\"}",
                "{\"user\":\"everyone 3\"}",
                "{\"user\":\"user-1\",\"why\":\"x\"}",
                "{\"user\":\"user-1\",\"id\":\"\"}"
            })
    void whatIsNoErasureIsRefused(String body) {
        HttpResponse<String> answer = history.sendAs(admin, "POST", "/v1/erasures" + WHY, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/erasures?purpose=x, audit, 403",
        "POST, /v1/erasures?purpose=x, device, 403",
        "POST, /v1/erasures, admin, 400",
        "GET, /v1/erasures?purpose=x, device, 403",
        "GET, /v1/erasures, audit, 400",
        "GET, /v1/erasures?order=up, admin, 400",
        "GET, /v1/erasures/unknown, admin, 404",
    })
    void whoMayNotIsRefused(String method, String path, String scope, int status) {
        String token = issuer.token(new TokenRequest("somebody-1", scope));
        String body = method.equals("POST") ? "{\"user\":\"user-1\"}" : "";

        HttpResponse<String> answer = history.sendAs(token, method, path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    @Test
    void aTamperedLogIsFoundOut() {
        Story user = new Story();
        await(user.erase(), "done");
        JsonNode newest = RunningHistory.json(
                        history.sendAs(auditor, "GET", "/v1/custody" + WHY + "&order=desc&limit=1", ""))
                .path("steps")
                .path(0);
        long number = newest.path("number").asLong();
        assertThat(verification().path("whole").asBoolean()).isTrue();

        store.rows(
                "UPDATE %s.custody SET why = 'another' WHERE part = ? AND number = ?", (int) (number / 1_000), number);
        assertThat(verification().path("flaw").asString()).isEqualTo("step " + number + " was altered");

        store.rows(
                "UPDATE %s.custody SET why = ? WHERE part = ? AND number = ?",
                newest.path("why").asString(), (int) (number / 1_000), number);
        assertThat(verification().path("whole").asBoolean()).isTrue();
    }

    private static JsonNode verification() {
        return RunningHistory.json(history.sendAs(auditor, "GET", "/v1/custody/verification" + WHY, ""));
    }

    // ------------------------------------------------------------

    /** A user whose inbox and messages have the same places. */
    private static final class Story {

        private final String name = "erased-" + users.incrementAndGet();
        private final TestMessages messages = new TestMessages(name);
        private String group = "";
        private Message last = Message.getDefaultInstance();

        /** In the inbox, not applied. */
        List<Message> appended(String... classes) {
            List<Message> appended = new ArrayList<>();
            for (String each : classes) {
                last = messages.next(log.fillInbox(name, 1) - 1, Instant.now(), each).toBuilder()
                        .setGroup(group)
                        .build();
                appended.add(last);
            }
            return appended;
        }

        List<Message> applies(String... classes) {
            double before = history.count("posthorn.history.rows");
            List<Message> applied = appended(classes);
            log.commit(applied);
            ErasureIT.await()
                    .atMost(PATIENCE)
                    .until(() -> history.count("posthorn.history.rows") >= before + classes.length);
            return applied;
        }

        String erase() {
            HttpResponse<String> answer = request("");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            return RunningHistory.json(answer).path("id").asString();
        }

        /** Again while the store does not answer, under the same key: it may have been taken. */
        HttpResponse<String> request(String id) {
            String body = "{\"user\":\"%s\"}".formatted(name);
            String key = id.isEmpty() ? "er-" + UUID.randomUUID() : id;
            return await().atMost(PATIENCE)
                    .until(
                            () -> history.sendAs(admin, "POST", "/v1/erasures" + WHY, body, "Idempotency-Key", key),
                            answer -> answer.statusCode() != 503);
        }

        List<Row> rows(String table) {
            return store.rows(
                    "SELECT * FROM %s." + table + " WHERE user = ? AND month = ? AND slice = 0",
                    name,
                    messages.month());
        }
    }

    private static org.awaitility.core.ConditionFactory await() {
        return org.awaitility.Awaitility.await();
    }

    private static JsonNode await(String erasure, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(state(erasure).path("state").asString()).isEqualTo(state));
        return state(erasure);
    }

    private static JsonNode state(String erasure) {
        return RunningHistory.json(history.sendAs(admin, "GET", "/v1/erasures/" + erasure, ""));
    }

    private static String place(String body) {
        HttpResponse<String> answer = history.sendAs(admin, "POST", "/v1/holds" + WHY, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return RunningHistory.json(answer).path("id").asString();
    }

    private static void awaitActive(String hold) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                RunningHistory.json(history.sendAs(admin, "GET", "/v1/holds/" + hold, ""))
                                        .path("state")
                                        .asString())
                        .isEqualTo("active"));
    }
}
