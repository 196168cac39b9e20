// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.rig.Answers;
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
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who may read what, in pages that join without a gap over months, slices and tiers. */
@RealKafka
@RealCassandra
class ReadingIT {

    private static final String USER = "reader-1";
    private static final int MESSAGES = 40;

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestStore store;
    private static String own;
    private static String auditor;
    private static final List<String> ids = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path folder) {
        issuer = TokenIssuer.start(folder, 0);
        history = RunningHistory.start(kafka, cassandra, issuer, "posthorn.history.writing.slice-rows=7");
        store = new TestStore(cassandra);
        own = issuer.token(new TokenRequest(USER, "device"));
        auditor = issuer.token(new TokenRequest("auditor-1", Set.of("audit"), Duration.ofHours(1), "session-1"));
        try (TestLog log = new TestLog(kafka)) {
            log.commit(messagesOverMonthsSlicesAndTiers());
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> history.count("posthorn.history.rows") == MESSAGES);
    }

    /** One every second day: three months, six slices, two tiers. */
    private static List<Message> messagesOverMonthsSlicesAndTiers() {
        TestMessages user = new TestMessages(USER);
        Instant first = Instant.now().minus(Duration.ofDays(2 * MESSAGES));
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            Instant appended = first.plus(Duration.ofDays(2L * i));
            Message message = user.next(100 + i, appended, i % 3 == 0 ? "critical" : "system");
            messages.add(message);
            ids.add(message.getNotification().getId());
        }
        return messages;
    }

    @AfterAll
    static void stop() {
        store.close();
        history.close();
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 13, 40, 500})
    void pagesJoinFromTheNewestToTheOldest(int limit) {
        List<String> expected = new ArrayList<>(ids);
        Collections.reverse(expected);

        assertThat(pages("/v1/me/messages?limit=" + limit, own)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 13, 40, 500})
    void pagesJoinFromTheOldestToTheNewest(int limit) {
        assertThat(pages("/v1/users/" + USER + "/messages?order=asc&limit=" + limit, own))
                .isEqualTo(ids);
    }

    @Test
    void aMessageIsShownWhole() {
        JsonNode newest = RunningHistory.json(history.getAs(own, "/v1/me/messages?limit=1"))
                .path("messages")
                .path(0);

        assertThat(newest.path("source").asString()).isEqualTo("orders");
        assertThat(newest.path("type").asString()).isEqualTo("shipped");
        assertThat(newest.path("class").asString()).isEqualTo("critical");
        assertThat(newest.path("title").asString()).isEqualTo("Shipped");
        assertThat(newest.path("body").asString()).isEqualTo("It is on its way");
        assertThat(newest.path("data").path("parcel").asInt()).isEqualTo(1);
        assertThat(newest.path("sentAt").asString()).isEqualTo("2026-11-20T09:59:59.123456789Z");
        assertThat(Instant.parse(newest.path("appendedAt").asString())).isBefore(Instant.now());
    }

    @Test
    void aUserWithoutMessagesHasAnEmptyPage() {
        String token = issuer.token(new TokenRequest("nobody-1", "device"));

        JsonNode page = RunningHistory.json(history.getAs(token, "/v1/me/messages"));

        assertThat(page.path("messages").isEmpty()).isTrue();
        assertThat(page.path("next").isNull()).isTrue();
    }

    @Test
    void withoutATokenNothingIsShown() {
        assertProblem(history.get("/v1/me/messages"), 401, "unauthenticated");
        assertProblem(history.get("/v1/users/" + USER + "/messages"), 401, "unauthenticated");
        assertProblem(history.getAs("no-token", "/v1/me/messages"), 401, "unauthenticated");
        String expired = issuer.token(new TokenRequest(USER, Set.of("device"), Duration.ofMinutes(-5), null));
        assertProblem(history.getAs(expired, "/v1/me/messages"), 401, "unauthenticated");
    }

    @Test
    void anotherUsersTokenOpensNothing() {
        String other = issuer.token(new TokenRequest("reader-2", "device"));

        assertProblem(history.getAs(other, "/v1/users/" + USER + "/messages"), 403, "forbidden");
    }

    @Test
    void otherScopesOpenNothing() {
        String publisher = issuer.token(new TokenRequest(USER, "publish", "admin"));

        assertProblem(history.getAs(publisher, "/v1/me/messages"), 403, "forbidden");
        assertProblem(history.getAs(publisher, "/v1/users/" + USER + "/messages"), 403, "forbidden");
        assertProblem(history.getAs(auditor, "/v1/me/messages"), 403, "forbidden");
    }

    @Test
    void anAuditorReadsOnRecord() {
        HttpResponse<String> read =
                history.getAs(auditor, "/v1/users/" + USER + "/messages?limit=5&purpose=complaint%2017");

        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(RunningHistory.json(read).path("messages").size()).isEqualTo(5);
        assertThat(records("complaint 17")).singleElement().satisfies(row -> {
            assertThat(row.getString("reader")).isEqualTo("auditor-1");
            assertThat(row.getString("session")).isEqualTo("session-1");
            assertThat(row.getString("user")).isEqualTo(USER);
            assertThat(row.getString("query")).isEqualTo("order=desc limit=5");
            assertThat(row.getLong("rows")).isEqualTo(5);
            assertThat(row.getInstant("at")).isBetween(Instant.now().minusSeconds(60), Instant.now());
        });
    }

    @Test
    void aPurposeMayComeInAHeader() {
        HttpResponse<String> read = history.get(
                "/v1/users/" + USER + "/messages", "Authorization", "Bearer " + auditor, "X-Purpose", "complaint 18");

        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(records("complaint 18")).hasSize(1);
    }

    @Test
    void withoutAPurposeAnAuditorReadsNothing() {
        String path = "/v1/users/" + USER + "/messages";

        assertProblem(history.getAs(auditor, path), 400, "bad-purpose");
        assertProblem(history.getAs(auditor, path + "?purpose="), 400, "bad-purpose");
        assertProblem(history.getAs(auditor, path + "?purpose=" + "x".repeat(501)), 400, "bad-purpose");
    }

    @Test
    void onesOwnMessagesAreReadOffTheRecord() {
        assertThat(history.getAs(own, "/v1/users/" + USER + "/messages?purpose=mine")
                        .statusCode())
                .isEqualTo(200);

        assertThat(records("mine")).isEmpty();
    }

    @Test
    void whatCannotBeRecordedIsNotShown() {
        store.session().execute("ALTER TABLE " + cassandra.keyspace() + ".audit_reads RENAME id TO read_id");
        try {
            HttpResponse<String> read =
                    history.getAs(auditor, "/v1/users/" + USER + "/messages?purpose=complaint%2019");

            assertThat(read.statusCode()).isGreaterThanOrEqualTo(500);
            assertThat(read.body()).doesNotContain("Shipped");
        } finally {
            store.session().execute("ALTER TABLE " + cassandra.keyspace() + ".audit_reads RENAME read_id TO id");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=501",
                "limit=many",
                "order=up",
                "next=garbage",
                "next=",
                "next=dAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "next=%00"
            })
    void otherParametersAreRefused(String query) {
        assertProblem(history.getAs(own, "/v1/me/messages?" + query), 400, "bad-parameter");
    }

    @Test
    void aPathThatIsNoUserIsRefused() {
        assertProblem(history.getAs(own, "/v1/users/user%201/messages"), 400, "bad-user");
        assertProblem(history.getAs(own, "/v1/users/" + "x".repeat(129) + "/messages"), 400, "bad-user");
    }

    @Test
    void anUnknownPathIsAProblemToo() {
        HttpResponse<String> answer = history.getAs(own, "/v1/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static List<String> pages(String path, String token) {
        return Answers.texts(Answers.walk(next -> history.getAs(token, path + next), "messages"), "id");
    }

    private static List<Row> records(String purpose) {
        return store.rows("SELECT * FROM %s.audit_reads").stream()
                .filter(row -> purpose.equals(row.getString("purpose")))
                .toList();
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(contentType -> assertThat(contentType).startsWith("application/problem+json"));
        JsonNode problem = RunningHistory.json(response);
        assertThat(problem.path("type").asString()).isEqualTo("urn:posthorn:problem:" + type);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotEmpty();
        assertThat(problem.path("detail").asString()).isNotEmpty();
    }
}
