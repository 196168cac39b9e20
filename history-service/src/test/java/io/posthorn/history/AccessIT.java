// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.rig.Answers;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How far an auditor's token reaches, and that what they read is on record where they cannot change it. */
@RealKafka
@RealCassandra
class AccessIT {

    private static final String USER = "de-1";

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static String whole;

    @BeforeAll
    static void start(@TempDir Path folder) {
        issuer = TokenIssuer.start(folder, 0);
        history = RunningHistory.start(kafka, cassandra, issuer);
        whole = issuer.token(new TokenRequest("auditor-0", "audit"));
        TestMessages user = new TestMessages(USER);
        Instant appended = Instant.now().minusSeconds(60);
        try (TestLog log = new TestLog(kafka)) {
            log.commit(
                    user.next(1, appended, "chat"),
                    toGroup(user.next(2, appended, "chat"), "eng"),
                    user.next(3, appended, "system"),
                    toGroup(user.next(4, appended, "system"), "ops"));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> history.count("posthorn.history.rows") == 4);
    }

    private static Message toGroup(Message message, String group) {
        return message.toBuilder().setGroup(group).build();
    }

    @AfterAll
    static void stop() {
        history.close();
        issuer.close();
    }

    @Test
    void anAuditorOfAClassSeesThatClass() {
        assertThat(seen(auditor(Map.of("classes", List.of("chat"))))).containsExactly("n-1", "n-2");
    }

    @Test
    void anAuditorOfAGroupSeesWhatTheGroupWasSent() {
        assertThat(seen(auditor(Map.of("groups", List.of("ops"))))).containsExactly("n-4");
    }

    @Test
    void limitsHoldAtOnce() {
        assertThat(seen(auditor(Map.of("classes", List.of("chat"), "groups", List.of("ops")))))
                .isEmpty();
        assertThat(seen(auditor(Map.of("classes", List.of("chat"), "userPrefixes", List.of("de-")))))
                .containsExactly("n-1", "n-2");
    }

    @Test
    void anotherUserIsBeyondReach() {
        String token = auditor(Map.of("userPrefixes", List.of("at-")));

        HttpResponse<String> answer = history.getAs(token, messages() + "?purpose=test");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("n-1");
    }

    @Test
    void whatIsKnownOfAUserBesideMessagesIsNotForWhoIsLimitedToMessages() {
        for (Map<String, List<String>> limits :
                List.of(Map.of("classes", List.of("chat")), Map.of("groups", List.of("eng")))) {
            assertThat(status(auditor(limits), "connections")).isEqualTo(403);
            assertThat(status(auditor(limits), "revocations")).isEqualTo(403);
        }
        assertThat(status(auditor(Map.of("classes", List.of("chat"))), "groups"))
                .isEqualTo(403);
        assertThat(history.getAs(auditor(Map.of("classes", List.of("chat"))), "/v1/groups/eng/members?purpose=test")
                        .statusCode())
                .isEqualTo(403);
        String ofUsers = auditor(Map.of("userPrefixes", List.of("de-")));
        for (String what : List.of("connections", "revocations", "groups")) {
            assertThat(status(ofUsers, what)).isEqualTo(200);
        }
    }

    @Test
    void ofADeviceWhoIsLimitedToMessagesSeesWhatBecameOfThem() {
        try (TestLog log = new TestLog(kafka)) {
            log.say(new TestDevice(USER, "phone", "c-1").connected(Map.of()));
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> history.getAs(whole, stream()).body().contains("\"c-1\""));

        HttpResponse<String> ofChat = history.getAs(auditor(Map.of("classes", List.of("chat"))), stream());
        HttpResponse<String> ofNothing = history.getAs(auditor(Map.of("classes", List.of("none"))), stream());

        assertThat(ofChat.statusCode()).isEqualTo(200);
        assertThat(ofChat.body()).contains("n-1", "n-2").doesNotContain("n-3", "c-1", "gateway-1", "connected");
        assertThat(ofNothing.statusCode()).isEqualTo(404);
    }

    private static String stream() {
        return "/v1/users/" + USER + "/devices/phone/stream?purpose=test";
    }

    private static int status(String token, String what) {
        return history.getAs(token, "/v1/users/" + USER + "/" + what + "?purpose=test")
                .statusCode();
    }

    /** As from a replica that was away when it was erased. */
    @Test
    void erasedContentThatCameBackIsShownToNobody() {
        try (TestLog log = new TestLog(kafka);
                TestStore store = new TestStore(cassandra)) {
            log.commit(new TestMessages("us-1").next(1, Instant.now().minusSeconds(60), "chat"));
            String path = "/v1/users/us-1/messages?purpose=test";
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> history.getAs(whole, path).body().contains("Shipped"));
            Row row = store.rows("SELECT month, slice, tier FROM %s.slices WHERE user = 'us-1'")
                    .get(0);
            store.rows(
                    "UPDATE %s.messages_" + row.getString("tier") + " SET erased_at = '2026-11-20T10:00:00Z'"
                            + " WHERE user = 'us-1' AND month = ? AND slice = ? AND era = 1 AND offset = 1",
                    row.getInt("month"),
                    row.getInt("slice"));

            String shown = history.getAs(whole, path).body();

            assertThat(shown).contains("erasedAt", "n-1").doesNotContain("Shipped");
        }
    }

    @Test
    void aLimitThatIsNotUnderstoodAllowsNothing() {
        String token = auditor(Map.of("regions", List.of("eu")));

        assertThat(history.getAs(token, messages() + "?purpose=test").statusCode())
                .isEqualTo(403);
        assertThat(history.getAs(token, "/v1/audit/reads?purpose=test").statusCode())
                .isEqualTo(403);
    }

    @Test
    void theLogOfReadsIsReadBothWaysPageByPage() {
        String reader = "auditor-9";
        String token = issuer.token(new TokenRequest(reader, "audit"));
        for (int i = 0; i < 5; i++) {
            assertThat(history.getAs(token, messages() + "?purpose=reason-" + i).statusCode())
                    .isEqualTo(200);
        }

        List<String> newestFirst = purposes("/v1/audit/reads?limit=2&purpose=review&reader=" + reader);
        List<String> oldestFirst = purposes("/v1/audit/reads?limit=2&purpose=review&order=asc&reader=" + reader);

        assertThat(newestFirst).containsExactly("reason-4", "reason-3", "reason-2", "reason-1", "reason-0");
        assertThat(oldestFirst).containsExactly("reason-0", "reason-1", "reason-2", "reason-3", "reason-4");
    }

    @Test
    void aReadSaysWhoWhatWhenHowManyAndWhy() {
        String token = issuer.token(new TokenRequest("auditor-8", "audit"));
        history.getAs(token, messages() + "?limit=3&purpose=complaint");

        JsonNode read = page("/v1/audit/reads?purpose=review&reader=auditor-8&user=" + USER)
                .path("reads")
                .path(0);

        assertThat(read.path("reader").asString()).isEqualTo("auditor-8");
        assertThat(read.path("user").asString()).isEqualTo(USER);
        assertThat(read.path("purpose").asString()).isEqualTo("complaint");
        assertThat(read.path("query").asString()).isEqualTo("order=desc limit=3");
        assertThat(read.path("rows").asLong()).isEqualTo(3);
        assertThat(Instant.parse(read.path("at").asString()))
                .isAfter(Instant.now().minusSeconds(60));
    }

    @Test
    void everyReadSaysHowManyRowsItShows() {
        String token = issuer.token(new TokenRequest("auditor-4", "audit"));
        try (TestLog log = new TestLog(kafka)) {
            log.say(new TestDevice(USER, "tablet", "c-2").connected(Map.of()));
        }
        String connections = "/v1/users/" + USER + "/connections?purpose=connections";
        String stream = "/v1/users/" + USER + "/devices/tablet/stream?limit=3&purpose=stream";
        String counts = "/v1/counts?purpose=counts";
        await().atMost(Duration.ofSeconds(20))
                .until(() -> shown(token, connections, "connections") > 0 && shown(token, counts, "counts") > 1);

        assertThat(shown(token, connections, "connections")).isEqualTo(rows("connections"));
        assertThat(shown(token, stream, "messages")).isEqualTo(3);
        assertThat(rows("stream")).as("and the device itself").isEqualTo(4);
        assertThat(shown(token, counts, "counts")).isEqualTo(rows("counts"));
    }

    private static long shown(String token, String path, String list) {
        return RunningHistory.json(history.getAs(token, path)).path(list).size();
    }

    /** Of the newest read for this purpose. */
    private static long rows(String purpose) {
        for (JsonNode read : page("/v1/audit/reads?limit=500&purpose=review&reader=auditor-4")
                .path("reads")) {
            if (read.path("purpose").asString().equals(purpose)) {
                return read.path("rows").asLong();
            }
        }
        throw new AssertionError("nothing is on record for " + purpose);
    }

    @Test
    void aReadOfTheLogIsOnRecordItself() {
        String token = issuer.token(new TokenRequest("auditor-7", "audit"));
        history.getAs(token, "/v1/audit/reads?purpose=looking");

        assertThat(purposes("/v1/audit/reads?limit=10&purpose=review&reader=auditor-7"))
                .containsExactly("looking");
    }

    @Test
    void aReadThatFailsIsOnRecordToo() {
        String limited = issuer.token(TokenRequest.auditor("auditor-6", Map.of("classes", List.of("chat"))));

        assertThat(history.getAs(limited, "/v1/audit/reads?purpose=curious").statusCode())
                .isEqualTo(403);

        JsonNode read = page("/v1/audit/reads?purpose=review&reader=auditor-6")
                .path("reads")
                .path(0);
        assertThat(read.path("query").asString()).startsWith("failed: audit reads");
        assertThat(read.path("rows").asLong()).isZero();
    }

    @Test
    void theLogOfReadsCannotBeChanged() {
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            assertThat(history.send(method, "/v1/audit/reads?purpose=test", "{}", "Authorization", "Bearer " + whole)
                            .statusCode())
                    .isEqualTo(405);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "from=2026-11-20T10:00:00Z&to=2026-11-20T10:00:00Z",
                "from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "order=up",
                "limit=0",
                "limit=501",
                "next=garbage"
            })
    void otherParametersAreRefused(String query) {
        HttpResponse<String> answer = history.getAs(whole, "/v1/audit/reads?purpose=test&" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:posthorn:problem:bad-parameter");
    }

    @Test
    void theWholeTimeThatMayBeAskedForIsAnsweredSoon() {
        for (String query : List.of("from=2000-01-01&to=2001-01-01", "from=9999-01-01&to=9999-12-31&order=asc")) {
            HttpResponse<String> answer = assertTimeout(
                    Duration.ofSeconds(10), () -> history.getAs(whole, "/v1/audit/reads?purpose=test&" + query));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(RunningHistory.json(answer).path("reads")).isEmpty();
            assertThat(RunningHistory.json(answer).path("next").isNull()).isFalse();
        }
    }

    @Test
    void withoutScopeOrPurposeTheLogIsClosed() {
        String device = issuer.token(new TokenRequest(USER, "device", "admin"));

        assertThat(history.getAs(device, "/v1/audit/reads?purpose=test").statusCode())
                .isEqualTo(403);
        assertThat(history.getAs(whole, "/v1/audit/reads").statusCode()).isEqualTo(400);
        assertThat(history.get("/v1/audit/reads?purpose=test").statusCode()).isEqualTo(401);
    }

    private static String auditor(Map<String, List<String>> limits) {
        return issuer.token(TokenRequest.auditor("auditor-1", limits));
    }

    private static String messages() {
        return "/v1/users/" + USER + "/messages";
    }

    private static List<String> seen(String token) {
        HttpResponse<String> answer = history.getAs(token, messages() + "?order=asc&purpose=test");
        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        RunningHistory.json(answer)
                .path("messages")
                .forEach(each -> ids.add(each.path("id").asString()));
        return ids;
    }

    private static JsonNode page(String path) {
        HttpResponse<String> answer = history.getAs(whole, path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return RunningHistory.json(answer);
    }

    private static List<String> purposes(String path) {
        return Answers.texts(Answers.walk(next -> history.getAs(whole, path + next), "reads"), "purpose");
    }
}
