// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.history.rig.HistoryProcess;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.Story;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.local.server.CassandraServer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.OwnCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Killed in the middle of gathering and of erasing, and with Cassandra away in between: another instance ends both. */
@RealKafka
@Order(1)
class CustodyOutageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MANY = 3_000;
    private static final String[] QUICK = {
        "posthorn.history.custody.refresh=100ms",
        "posthorn.history.custody.knowledge=1s",
        "posthorn.history.custody.claim=2s",
        "spring.cassandra.request.timeout=3s",
    };

    static KafkaSpace kafka;

    private String heldUser = "";
    private String erasedUser = "";
    private String admin = "";
    private String auditor = "";

    @Test
    void whatOneHasBegunAnotherEnds(@TempDir Path folder) throws IOException {
        CassandraServer server = OwnCassandra.ofOneLife(folder.resolve("cassandra"));
        CassandraSpace cassandra = new CassandraSpace(server.host(), server.port(), "datacenter1", "custody");
        try (server;
                TokenIssuer issuer = TokenIssuer.start(folder.resolve("issuer"), 0);
                TestLog log = new TestLog(kafka)) {
            admin = issuer.token(new TokenRequest("admin-1", Set.of("admin"), Duration.ofHours(1), "session-1"));
            auditor = issuer.token(new TokenRequest("auditor-1", Set.of("audit"), Duration.ofHours(1), "session-2"));
            server.start();
            try (HistoryProcess first = new HistoryProcess(folder, kafka, cassandra, issuer, QUICK)) {
                first.start();
                heldUser = user(log);
                erasedUser = user(log);
                try (TestStore store = new TestStore(cassandra)) {
                    // What a writer copies later is kept, but not counted as gathered.
                    await().atMost(PATIENCE).until(() -> count(store, "SELECT body FROM %s.messages_90d") == 2 * MANY);
                }
                first.ask(
                        admin,
                        "POST",
                        "/v1/holds?purpose=x",
                        "{\"id\":\"hold-1\",\"users\":[\"%s\"]}".formatted(heldUser));
                first.ask(
                        admin,
                        "POST",
                        "/v1/erasures?purpose=x",
                        "{\"id\":\"erasure-1\",\"user\":\"%s\"}".formatted(erasedUser));
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> isErasing(first.ask(admin, "GET", "/v1/erasures/erasure-1", "")));
                first.kill();
            }
            try (TestStore store = new TestStore(cassandra)) {
                assertThat(erased(store)).as("killed in the middle").isBetween(1L, MANY - 1L);
            }
            try (RunningHistory second = RunningHistory.launch(kafka, cassandra, issuer, QUICK)) {
                second.awaitReady();
                server.pause();
                saysThatNothingCanBeDone(second);
                server.resume();

                awaitEnds(second, cassandra);
            }
        }
    }

    /** Who has many messages. */
    private static String user(TestLog log) {
        Story story = new Story(log, "custody");
        story.getsAtOnce(MANY);
        return story.user();
    }

    private static boolean isErasing(JsonNode erasure) {
        long messages = erasure.path("messages").asLong();
        return erasure.path("state").asString().equals("begun") && messages > 0 && messages < MANY;
    }

    private void saysThatNothingCanBeDone(RunningHistory history) {
        HttpResponse<String> refused =
                history.sendAs(admin, "POST", "/v1/holds?purpose=x", "{\"id\":\"hold-2\",\"users\":[\"nobody\"]}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(history.sendAs(admin, "GET", "/v1/erasures/erasure-1", "").statusCode())
                .isEqualTo(503);
    }

    private void awaitEnds(RunningHistory history, CassandraSpace cassandra) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode erasure = RunningHistory.json(history.sendAs(admin, "GET", "/v1/erasures/erasure-1", ""));
            assertThat(erasure.path("state").asString()).isEqualTo("done");
            assertThat(erasure.path("messages").asInt()).isEqualTo(MANY);
        });
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode hold = RunningHistory.json(history.sendAs(admin, "GET", "/v1/holds/hold-1", ""));
            assertThat(hold.path("state").asString()).isEqualTo("active");
            assertThat(hold.path("gathered").asInt()).isEqualTo(MANY);
        });
        try (TestStore store = new TestStore(cassandra)) {
            assertThat(erased(store)).isEqualTo(MANY);
            assertThat(count(store, "SELECT body FROM %s.held_messages")).isEqualTo(MANY);
        }
        JsonNode verification =
                RunningHistory.json(history.sendAs(auditor, "GET", "/v1/custody/verification?purpose=x", ""));
        assertThat(verification.path("whole").asBoolean())
                .as(verification.toString())
                .isTrue();
    }

    private long erased(TestStore store) {
        return store.rows("SELECT user, erased_at, body FROM %s.messages_90d").stream()
                .filter(row -> erasedUser.equals(row.getString("user")))
                .filter(row -> row.isNull("body") && !row.isNull("erased_at"))
                .count();
    }

    private static long count(TestStore store, String cql) {
        return store.rows(cql).stream().filter(row -> !row.isNull("body")).count();
    }
}
