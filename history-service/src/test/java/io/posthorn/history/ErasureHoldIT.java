// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.Story;
import io.posthorn.history.rig.TestCustody;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is held is not erased. */
@SharedHistory(SharedHistory.Setup.CUSTODY)
class ErasureHoldIT {

    private static TestCustody custody;
    private static TestStore store;
    private static TestLog log;

    private static Story newUser() {
        return new Story(log, "kept");
    }

    @Test
    void aHoldOfTheUserStandsInTheWayUntilItIsReleased() {
        Story user = newUser();
        user.applies("system");
        String hold = custody.place("{\"users\":[\"%s\"]}", user.user());

        HttpResponse<String> refused = custody.askToErase(user.user(), "er-held-" + user.user());

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains(hold).contains("hold-stands");
        JsonNode shown = custody.erasure("er-held-" + user.user());
        assertThat(shown.path("state").asString()).isEqualTo("refused");
        assertThat(shown.path("hold").asString()).isEqualTo(hold);
        assertThat(user.rows(store, "messages_90d")).hasSize(1).noneMatch(row -> row.isNull("body"));
        assertThat(custody.askToErase(user.user(), "er-held-" + user.user()).statusCode())
                .as("the same again")
                .isEqualTo(409);

        custody.release(hold);
        custody.awaitErasure(custody.erase(user.user()), "done");
        assertThat(user.rows(store, "messages_90d")).hasSize(1).allMatch(row -> row.isNull("body"));
    }

    @Test
    void aHoldOfAGroupStandsInTheWayOfItsMembersAlone() {
        Story member = newUser();
        String group = "eng-" + member.user();
        member.inGroup(group).applies("system");
        Story other = newUser();
        other.applies("system");
        String hold = custody.place("{\"groups\":[\"%s\"]}", group);
        custody.awaitActive(hold);

        assertThat(custody.askToErase(member.user(), "er-" + member.user()).statusCode())
                .isEqualTo(409);
        custody.awaitErasure(custody.erase(other.user()), "done");

        custody.release(hold);
    }

    @Test
    void aHoldThatIsPlacedWhileAnErasureWaitsWins() {
        Story user = newUser();
        user.applies("system");
        List<Message> inFlight = user.appended("system");
        String erasure = custody.erase(user.user());
        String hold = custody.place("{\"users\":[\"%s\"]}", user.user());

        log.commit(inFlight);

        assertThat(custody.awaitErasure(erasure, "refused").path("hold").asString())
                .isEqualTo(hold);
        custody.awaitActive(hold);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> user.rows(store, "messages_90d").size() == 2);
        assertThat(user.rows(store, "messages_90d")).noneMatch(row -> row.isNull("body"));
        assertThat(heldBodies(hold)).hasSize(2).doesNotContainNull();
    }

    private static List<String> heldBodies(String hold) {
        return store
                .rows("SELECT user, month, slice, body FROM %s.held_messages WHERE hold = ? ALLOW FILTERING", hold)
                .stream()
                .map(row -> row.getString("body"))
                .toList();
    }
}
