// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.ByteString;
import io.posthorn.contracts.v1.Content;
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
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Holds, erasures and exports that cross each other. */
@RealKafka
@RealCassandra
class CrossingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WHY = "?purpose=case+17";
    private static final String[] QUICK = {
        "posthorn.history.custody.refresh=100ms",
        "posthorn.history.custody.knowledge=2s",
        "posthorn.history.custody.claim=2s",
    };

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
    void anExportOfAHoldThatIsReleasedMidwayIsCut() throws IOException {
        int rows = 400;
        Content large = Content.newBuilder()
                .setContentType("application/octet-stream")
                .setValue(ByteString.copyFrom(new byte[30_000]))
                .build();
        log.commit(messages("exported-1", rows, Instant.now()).stream()
                .map(message -> {
                    Message.Builder changed = message.toBuilder();
                    changed.getNotificationBuilder().setData(large);
                    return changed.build();
                })
                .toList());
        String hold = keepsAll("exported-1", rows);

        byte[] taken;
        try (Exports.SlowClient client =
                new Exports.SlowClient(history.uri("/v1/export?hold=" + hold + "&purpose=p"), auditor)) {
            client.read(100_000);
            release(hold);
            awaitCleared(hold);
            client.readToTheEnd();
            assertThat(client.isWhole()).isFalse();
            taken = client.body();
        }
        assertThat(new String(taken, StandardCharsets.US_ASCII).lines())
                .isNotEmpty()
                .hasSizeLessThan(rows);
    }

    @Test
    void anErasureIsDoneWhenTheCopiesOfAReleasedHoldAreGone() {
        log.commit(messages("released-1", 3, Instant.now()));
        String hold = keepsAll("released-1", 3);
        release(hold);

        HttpResponse<String> answer = erase("er-released", "released-1");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        awaitErasure("er-released", "done");
        assertThat(held(hold)).isEmpty();
        assertThat(hold(hold).path("cleared").asBoolean()).isTrue();
    }

    @Test
    void copiesWhoseTimeIsAheadOfOurClocksGoToo() {
        log.commit(messages("ahead-1", 2, Instant.now().plus(Duration.ofDays(2))));
        String hold = keepsAll("ahead-1", 2);

        release(hold);
        awaitCleared(hold);

        assertThat(held(hold)).isEmpty();
        assertThat(store.rows("SELECT user FROM %s.held_slices WHERE hold = ? ALLOW FILTERING", hold))
                .isEmpty();
    }

    @Test
    void anErasureThatIsStoppedCountsWhatItErasedBeforeItWaited() {
        int rows = 5_000;
        log.commit(messages("stopped-1", rows, Instant.now()));
        erase("er-stopped", "stopped-1");
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> erasure("er-stopped").path("messages").asInt() > 0);
        String gathers = place("{\"classes\":[\"of-nobody\"]}");
        await("it waits while that gathers")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    long before = erased("stopped-1");
                    return before == erased("stopped-1");
                });

        String hold = place("{\"users\":[\"stopped-1\"]}");

        JsonNode stopped = awaitErasure("er-stopped", "refused");
        assertThat(stopped.path("hold").asString()).isEqualTo(hold);
        assertThat(stopped.path("messages").asLong())
                .isEqualTo(erased("stopped-1"))
                .isBetween(1L, rows - 1L);
        release(hold);
        release(gathers);
    }

    @Test
    void whatWasRefusedIsAskedUnderAnotherIdAfterTheRelease() {
        String hold = place("{\"users\":[\"refused-1\"]}");
        assertThat(erase("er-refused", "refused-1").body()).contains("hold-stands", hold, "another id");
        release(hold);

        HttpResponse<String> again = erase("er-refused", "refused-1");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("another id").doesNotContain("release it first");
        assertThat(erase("er-anew", "refused-1").statusCode()).isEqualTo(202);
        awaitErasure("er-anew", "done");
    }

    // ------------------------------------------------------------

    /** In the inbox too, at the same places. */
    private static List<Message> messages(String user, int count, Instant appended) {
        TestMessages messages = new TestMessages(user);
        long end = log.fillInbox(user, count);
        List<Message> all = new ArrayList<>();
        for (long offset = end - count; offset < end; offset++) {
            all.add(messages.next(offset, appended, "system"));
        }
        return all;
    }

    /** A hold that is active and has a user's messages. */
    private static String keepsAll(String user, int count) {
        String hold = place("{\"users\":[\"%s\"]}".formatted(user));
        await().atMost(PATIENCE)
                .until(() -> hold(hold).path("state").asString().equals("active")
                        && held(hold).size() == count);
        return hold;
    }

    private static String place(String body) {
        HttpResponse<String> answer = history.sendAs(admin, "POST", "/v1/holds" + WHY, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return RunningHistory.json(answer).path("id").asString();
    }

    private static void release(String hold) {
        HttpResponse<String> answer = history.sendAs(admin, "DELETE", "/v1/holds/" + hold + WHY, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void awaitCleared(String hold) {
        await().atMost(PATIENCE).until(() -> hold(hold).path("cleared").asBoolean());
    }

    private static JsonNode hold(String id) {
        return RunningHistory.json(history.sendAs(admin, "GET", "/v1/holds/" + id, ""));
    }

    private static List<Row> held(String hold) {
        return store.rows("SELECT offset FROM %s.held_messages WHERE hold = ? ALLOW FILTERING", hold);
    }

    /** Again while the store does not answer: it may have been taken. */
    private static HttpResponse<String> erase(String id, String user) {
        String body = "{\"id\":\"%s\",\"user\":\"%s\"}".formatted(id, user);
        return await().atMost(PATIENCE)
                .until(
                        () -> history.sendAs(admin, "POST", "/v1/erasures" + WHY, body),
                        answer -> answer.statusCode() != 503);
    }

    private static JsonNode erasure(String id) {
        return RunningHistory.json(history.sendAs(admin, "GET", "/v1/erasures/" + id, ""));
    }

    private static JsonNode awaitErasure(String id, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(erasure(id).path("state").asString()).isEqualTo(state));
        return erasure(id);
    }

    private static long erased(String user) {
        return store.rows("SELECT user, erased_at FROM %s.messages_90d").stream()
                .filter(row -> user.equals(row.getString("user")) && !row.isNull("erased_at"))
                .count();
    }
}
