// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.v1.Message;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Holds and erasures meet a writer in the middle of its batches, and one that writes all of it again. */
@RealKafka
@RealCassandra
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CustodyWritingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration KNOWLEDGE = Duration.ofMillis(500);
    private static final String WHY = "?purpose=case+17";

    /** Of one user: in one batch of a second, row by row. */
    private static final int MANY = 1_200;

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestStore store;
    private static TestLog log;
    private static String admin;
    private static String auditor;

    @BeforeAll
    static void start(@TempDir Path folder) {
        issuer = TokenIssuer.start(folder, 0);
        history = launch(KNOWLEDGE);
        store = new TestStore(cassandra);
        log = new TestLog(kafka);
        admin = issuer.token(new TokenRequest("admin-1", Set.of("admin"), Duration.ofHours(1), "session-1"));
        auditor = issuer.token(new TokenRequest("auditor-1", Set.of("audit"), Duration.ofHours(1), "session-2"));
    }

    private static RunningHistory launch(Duration knowledge) {
        return RunningHistory.start(
                kafka,
                cassandra,
                issuer,
                "posthorn.history.custody.refresh=50ms",
                "posthorn.history.custody.knowledge=" + knowledge.toMillis() + "ms",
                "posthorn.history.custody.claim=2s",
                "posthorn.history.writing.bundle-rows=1",
                "posthorn.history.writing.in-flight=1",
                "spring.kafka.consumer.max-poll-records=" + MANY);
    }

    @AfterAll
    static void stop() {
        log.close();
        store.close();
        history.close();
        issuer.close();
    }

    /** Row for row each is there before the hold, or comes while it stands: which of the two nobody can say. */
    @Test
    @Order(1)
    void aBatchThatIsUnderWayWhenAHoldIsPlacedIsKeptWhole() {
        log.commit(messages("slow-1", 0, MANY, "chat", Instant.now()));
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !rows("messages_7d", "slow-1").isEmpty());

        String hold = place("{\"users\":[\"slow-1\"]}");
        awaitActive(hold);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(held(hold))
                        .containsExactlyElementsOf(
                                LongStream.range(0, MANY).boxed().toList()));
    }

    @Test
    @Order(1)
    void aHoldIsActiveWhenEveryInstanceMustKnowItAndNotBefore() {
        String hold = place("{\"users\":[\"nobody-of-custody\"]}");
        awaitActive(hold);

        Map<String, JsonNode> steps = steps(hold);
        assertThat(Duration.between(at(steps.get("hold-placed")), at(steps.get("hold-gathered"))))
                .isGreaterThanOrEqualTo(KNOWLEDGE);
    }

    /** Of two orders one is first in the log, and the other knows it. */
    @Test
    @Order(1)
    void aHoldThatIsPlacedWhileAnErasureRunsKeepsWhatIsLeft() {
        String ended = "";
        for (int attempt = 1; !ended.equals("refused"); attempt++) {
            assertThat(attempt).as("none was placed in the middle").isLessThan(5);
            String user = "erased-while-" + attempt;
            write("messages_7d", inInbox(user, MANY, "chat", Instant.now()));
            String erasure = erase(user);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> erasure(erasure).path("messages").asLong() > 0);
            String hold = place("{\"users\":[\"%s\"]}".formatted(user));
            await().atMost(PATIENCE).until(() -> erasure(erasure).has("endedAt"));

            ended = erasure(erasure).path("state").asString();
            if (ended.equals("done")) {
                assertThat(steps(erasure).get("erasure-done").path("number").asLong())
                        .as("done before it was held")
                        .isLessThan(
                                steps(hold).get("hold-placed").path("number").asLong());
            } else {
                awaitActive(hold);
                long whole = rows("messages_7d", user).stream()
                        .filter(row -> !row.isNull("body"))
                        .count();
                assertThat(erasure(erasure).path("hold").asString()).isEqualTo(hold);
                assertThat(whole)
                        .isEqualTo(MANY - erasure(erasure).path("messages").asLong());
                assertThat(held(hold)).hasSize(MANY);
            }
        }
    }

    /** As from the topics, when the tables are lost: nothing that was erased is there again. */
    @Test
    @Order(1)
    void whatIsBuiltAgainFromTheTopicsStaysWithoutItsContent() {
        List<Message> messages = inInbox("rebuilt-1", 3, "archive", Instant.now());
        write("messages_forever", messages);
        awaitDone(erase("rebuilt-1"));

        store.rows("TRUNCATE %s.messages_forever");
        write("messages_forever", messages);

        assertThat(rows("messages_forever", "rebuilt-1"))
                .hasSize(3)
                .allMatch(row -> row.isNull("body") && row.isNull("salt") && !row.isNull("erased_at"));
    }

    @Test
    @Order(1)
    void whatIsErasedLivesNoLongerThanItWouldHave() {
        write("messages_7d", inInbox("aged-1", 2, "chat", Instant.now().minus(Duration.ofDays(3))));
        awaitDone(erase("aged-1"));

        assertThat(rows("messages_7d", "aged-1"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.getInt("left"))
                        .isBetween(1, (int) Duration.ofDays(4).toSeconds()));
    }

    @ParameterizedTest
    @Order(2)
    @ValueSource(
            strings = {
                "/v1/holds",
                "/v1/holds/hold-of-all",
                "/v1/holds/hold-of-all/messages",
                "/v1/custody",
                "/v1/custody/verification",
                "/v1/erasures",
                "/v1/erasures/erasure-of-all"
            })
    void whatIsAboutEverybodyIsForAWholeReach(String path) {
        history.sendAs(admin, "POST", "/v1/holds" + WHY, "{\"id\":\"hold-of-all\",\"users\":[\"held-1\"]}");
        history.sendAs(admin, "POST", "/v1/erasures" + WHY, "{\"id\":\"erasure-of-all\",\"user\":\"nobody-1\"}");

        for (Map<String, List<String>> limits : List.of(
                Map.of("classes", List.of("chat")),
                Map.of("groups", List.of("ops")),
                Map.of("userPrefixes", List.of("held-")))) {
            String narrow = issuer.token(TokenRequest.auditor("auditor-2", limits));
            assertThat(history.getAs(narrow, path + WHY).statusCode())
                    .as("%s", limits)
                    .isEqualTo(403);
        }
        assertThat(history.getAs(auditor, path + WHY).statusCode()).isEqualTo(200);
    }

    /** It may expire before everybody knows the hold. */
    @Test
    @Order(3)
    void whatIsThereIsCopiedAtOnce() {
        history.close();
        history = launch(Duration.ofHours(1));
        write("messages_7d", messages("there-1", 0, 3, "chat", Instant.now()));

        String hold = place("{\"users\":[\"there-1\"]}");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(held(hold)).containsExactly(0L, 1L, 2L));
        assertThat(RunningHistory.json(history.sendAs(admin, "GET", "/v1/holds/" + hold, ""))
                        .path("state")
                        .asString())
                .isEqualTo("gathering");
    }

    private static List<Message> messages(String user, long first, int count, String className, Instant appended) {
        TestMessages all = new TestMessages(user);
        return LongStream.range(first, first + count)
                .mapToObj(offset -> all.next(offset, appended, className))
                .toList();
    }

    /** At the places that they have in the user's inbox. */
    private static List<Message> inInbox(String user, int count, String className, Instant appended) {
        return messages(user, log.fillInbox(user, count) - count, count, className, appended);
    }

    /** Returns when all are there. */
    private static void write(String table, List<Message> messages) {
        log.commit(messages);
        String user = messages.get(0).getUser();
        await().atMost(PATIENCE).until(() -> rows(table, user).size() == messages.size());
    }

    private static String place(String body) {
        return id(history.sendAs(admin, "POST", "/v1/holds" + WHY, body));
    }

    private static String erase(String user) {
        return id(history.sendAs(admin, "POST", "/v1/erasures" + WHY, "{\"user\":\"%s\"}".formatted(user)));
    }

    private static String id(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return RunningHistory.json(answer).path("id").asString();
    }

    private static void awaitActive(String hold) {
        await().atMost(PATIENCE)
                .until(
                        () -> RunningHistory.json(history.sendAs(admin, "GET", "/v1/holds/" + hold, ""))
                                .path("state")
                                .asString(),
                        "active"::equals);
    }

    private static JsonNode erasure(String id) {
        return RunningHistory.json(history.sendAs(admin, "GET", "/v1/erasures/" + id, ""));
    }

    private static void awaitDone(String erasure) {
        await().atMost(PATIENCE).until(() -> erasure(erasure).path("state").asString(), "done"::equals);
    }

    /** Kind → step, of a hold or an erasure. */
    private static Map<String, JsonNode> steps(String subject) {
        Map<String, JsonNode> steps = new HashMap<>();
        RunningHistory.json(history.getAs(auditor, "/v1/custody" + WHY + "&limit=500"))
                .path("steps")
                .forEach(each -> {
                    if (each.path("subject").asString().equals(subject)) {
                        steps.put(each.path("step").asString(), each);
                    }
                });
        return steps;
    }

    private static Instant at(JsonNode step) {
        return Instant.parse(step.path("at").asString());
    }

    private static List<Row> rows(String table, String user) {
        List<Row> rows = new ArrayList<>();
        store.rows("SELECT month, slice FROM %s.slices WHERE user = ?", user)
                .forEach(each -> rows.addAll(store.rows(
                        "SELECT offset, body, salt, erased_at, ttl(erased_at) AS left FROM %s." + table
                                + " WHERE user = ? AND month = ? AND slice = ?",
                        user,
                        each.getInt("month"),
                        each.getInt("slice"))));
        return rows;
    }

    private static List<Long> held(String hold) {
        return store.rows("SELECT offset FROM %s.held_messages WHERE hold = ? ALLOW FILTERING", hold).stream()
                .map(row -> row.getLong("offset"))
                .sorted()
                .toList();
    }
}
