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
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.Story;
import io.posthorn.history.rig.TestCustody;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Holds, erasures and exports that cross each other. */
@SharedHistory(SharedHistory.Setup.CUSTODY)
class CrossingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static TokenIssuer issuer;
    static RunningHistory history;
    static TestStore store;
    static TestLog log;
    static TestCustody custody;

    @Test
    void anExportOfAHoldThatIsReleasedMidwayIsCut() throws IOException {
        int rows = 400;
        Content large = Content.newBuilder()
                .setContentType("application/octet-stream")
                .setValue(ByteString.copyFrom(new byte[30_000]))
                .build();
        Story story = new Story(log, "exported");
        story.getsAtOnce(rows, Instant.now(), message -> {
            Message.Builder changed = message.toBuilder();
            changed.getNotificationBuilder().setData(large);
            return changed.build();
        });
        String hold = keepsAll(story, rows);
        String auditor = issuer.token(new TokenRequest("auditor-1", "audit"));

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
        Story story = new Story(log, "released");
        story.getsAtOnce(3);
        String hold = keepsAll(story, 3);
        release(hold);

        custody.awaitErasure(custody.erase(story.user()), "done");

        assertThat(held(hold)).isEmpty();
        assertThat(custody.hold(hold).path("cleared").asBoolean()).isTrue();
    }

    @Test
    void copiesWhoseTimeIsAheadOfOurClocksGoToo() {
        Story story = new Story(log, "ahead");
        story.getsAtOnce(2, Instant.now().plus(Duration.ofDays(2)), UnaryOperator.identity());
        String hold = keepsAll(story, 2);

        release(hold);
        awaitCleared(hold);

        assertThat(held(hold)).isEmpty();
        assertThat(store.rows("SELECT user FROM %s.held_slices WHERE hold = ? ALLOW FILTERING", hold))
                .isEmpty();
    }

    @Test
    void anErasureThatIsStoppedCountsWhatItErasedBeforeItWaited() {
        int rows = 5_000;
        Story story = new Story(log, "stopped");
        story.getsAtOnce(rows);
        String erasure = custody.erase(story.user());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> custody.erasure(erasure).path("messages").asInt() > 0);
        String gathers = custody.place("{\"classes\":[\"of-nobody\"]}");
        await("it waits while that gathers")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    long before = erased(story.user());
                    return before == erased(story.user());
                });

        String hold = custody.place("{\"users\":[\"%s\"]}", story.user());

        JsonNode stopped = custody.awaitErasure(erasure, "refused");
        assertThat(stopped.path("hold").asString()).isEqualTo(hold);
        assertThat(stopped.path("messages").asLong())
                .isEqualTo(erased(story.user()))
                .isBetween(1L, rows - 1L);
        release(hold);
        release(gathers);
    }

    @Test
    void whatWasRefusedIsAskedUnderAnotherIdAfterTheRelease() {
        String user = new Story(log, "refused").user();
        String hold = custody.place("{\"users\":[\"%s\"]}", user);
        assertThat(custody.askToErase(user, "er-refused").body()).contains("hold-stands", hold, "another id");
        release(hold);

        HttpResponse<String> again = custody.askToErase(user, "er-refused");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("another id").doesNotContain("release it first");
        custody.awaitErasure(custody.erase(user), "done");
    }

    // ------------------------------------------------------------

    /** A hold that is active and has a user's messages. */
    private static String keepsAll(Story story, int count) {
        String hold = custody.place("{\"users\":[\"%s\"]}", story.user());
        custody.awaitActive(hold);
        await().atMost(PATIENCE).until(() -> held(hold).size() == count);
        return hold;
    }

    private static void release(String hold) {
        HttpResponse<String> answer = custody.release(hold);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void awaitCleared(String hold) {
        await().atMost(PATIENCE).until(() -> custody.hold(hold).path("cleared").asBoolean());
    }

    private static List<Row> held(String hold) {
        return store.rows("SELECT offset FROM %s.held_messages WHERE hold = ? ALLOW FILTERING", hold);
    }

    private static long erased(String user) {
        return store.rows("SELECT user, erased_at FROM %s.messages_90d").stream()
                .filter(row -> user.equals(row.getString("user")) && !row.isNull("erased_at"))
                .count();
    }
}
