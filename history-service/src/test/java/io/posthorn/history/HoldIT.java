// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.Story;
import io.posthorn.history.rig.TestCustody;
import io.posthorn.history.rig.TestExports;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a legal hold keeps, and for how long. */
@SharedHistory(SharedHistory.Setup.CUSTODY)
class HoldIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestCustody custody;
    private static TestStore store;
    private static TestExports exports;
    private static TokenIssuer issuer;
    private static TestLog log;

    private static Story newUser() {
        return new Story(log, "held");
    }

    @Test
    void whatIsThereAndWhatComesOutlivesItsRetention() {
        Story user = newUser();
        List<String> before = user.gets(3, "brief");
        String hold = custody.place("{\"users\":[\"%s\"]}", user.user());
        List<String> during = user.gets(3, "brief");
        custody.awaitActive(hold);
        List<String> after = user.gets(3, "brief");

        List<String> all = new ArrayList<>(before);
        all.addAll(during);
        all.addAll(after);
        custody.awaitHeld(hold, all);
        await().atMost(PATIENCE).until(() -> user.rows(store, "messages_9s").isEmpty());
        assertThat(custody.held(hold, "asc", 500)).isEqualTo(all);
    }

    @Test
    void nothingFallsBetweenWhatWasThereAndWhatComes() {
        Story user = newUser();
        List<String> sent = new ArrayList<>(user.gets(20, "system"));
        String hold = custody.place("{\"users\":[\"%s\"]}", user.user());
        while (!custody.hold(hold).path("state").asString().equals("active")) {
            sent.addAll(user.gets(10, "system"));
        }
        sent.addAll(user.gets(10, "system"));

        custody.awaitHeld(hold, sent);
    }

    @Test
    void aHoldOfEverybodyFindsAllOwnersAndNothingElse() {
        Story one = newUser();
        Story other = newUser();
        String group = "group-" + one.user();
        Message first = one.inGroup(group).applies("system").get(0);
        one.inGroup("").gets(2, "system");
        Message second = other.inGroup(group).applies("system").get(0);

        String hold = custody.place("{\"groups\":[\"%s\"],\"classes\":[\"system\"]}", group);
        custody.awaitActive(hold);

        assertThat(custody.held(hold, "asc", 500))
                .containsExactlyInAnyOrder(
                        first.getNotification().getId(),
                        second.getNotification().getId());
        assertThat(custody.hold(hold).path("gathered").asLong()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 500})
    void pagesJoinInBothDirections(int limit) {
        Story user = newUser();
        List<String> sent = user.gets(7, "system");
        String hold = custody.place("{\"users\":[\"%s\"]}", user.user());
        custody.awaitActive(hold);
        custody.awaitHeld(hold, sent);

        assertThat(custody.held(hold, "asc", limit)).isEqualTo(sent);
        List<String> reversed = new ArrayList<>(sent);
        Collections.reverse(reversed);
        assertThat(custody.held(hold, "desc", limit)).isEqualTo(reversed);
    }

    /** The broker that took over has a slower clock: the later message is of the month before. */
    @ParameterizedTest
    @ValueSource(ints = {1, 500})
    void theOrderIsThatOfTheLogAlsoWhereAMonthEnds(int limit) {
        Story user = newUser();
        Instant end = Instant.parse("2026-11-01T00:00:00Z");
        List<String> sent = new ArrayList<>();
        for (int seconds : new int[] {-30, 5, -2, 9}) {
            Message message = user.appended(end.plusSeconds(seconds), "archive");
            log.commit(message);
            sent.add(message.getNotification().getId());
        }
        log.awaitDone(Topic.MESSAGES);
        String hold = custody.place("{\"users\":[\"%s\"]}", user.user());
        custody.awaitActive(hold);

        assertThat(custody.held(hold, "asc", limit)).isEqualTo(sent);
        String auditor = issuer.token(new TokenRequest("auditor-1", "audit"));
        assertThat(exports.parts(auditor, "hold=%s&to=%s".formatted(hold, Instant.now()), "rows=" + limit))
                .extracting(each -> each.message().getNotification().getId())
                .isEqualTo(sent);
        Collections.reverse(sent);
        assertThat(custody.held(hold, "desc", limit)).isEqualTo(sent);
    }

    @Test
    void aTimeRangeIsByAppendTime() {
        Story user = newUser();
        Instant begin = Instant.parse("2026-01-10T00:00:00Z");
        Message early = user.appended(Instant.now().minus(Duration.ofDays(3)), "system");
        Message late = user.appended(Instant.now().minus(Duration.ofDays(1)), "system");
        log.commit(early);
        log.commit(late);
        log.awaitDone(Topic.MESSAGES);

        String hold = custody.place(
                "{\"users\":[\"%s\"],\"from\":\"%s\",\"to\":\"%s\"}",
                user.user(), begin, Instant.now().minus(Duration.ofDays(2)));
        custody.awaitActive(hold);

        assertThat(custody.held(hold, "asc", 500))
                .containsExactly(early.getNotification().getId());
    }

    @Test
    void releaseRemovesTheCopiesThatNoOtherHoldNeeds() {
        Story user = newUser();
        List<String> sent = user.gets(3, "system");
        String one = custody.place("{\"users\":[\"%s\"]}", user.user());
        String other = custody.place("{\"users\":[\"%s\"],\"classes\":[\"system\"]}", user.user());
        custody.awaitActive(one);
        custody.awaitActive(other);

        HttpResponse<String> released = custody.release(one);

        assertThat(released.statusCode()).isEqualTo(200);
        assertThat(RunningHistory.json(released).path("state").asString()).isEqualTo("released");
        await().atMost(PATIENCE).until(() -> custody.hold(one).path("cleared").asBoolean());
        assertThat(store.rows("SELECT offset FROM %s.held_messages WHERE hold = ? ALLOW FILTERING", one))
                .isEmpty();
        assertThat(custody.held(other, "asc", 500)).isEqualTo(sent);
        assertThat(custody.look("/v1/holds/" + one + "/messages" + TestCustody.WHY)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aHoldOverNothingIsActiveAndEmpty() {
        String hold = custody.place("{\"users\":[\"nobody-at-all\"]}");

        custody.awaitActive(hold);

        assertThat(custody.held(hold, "asc", 10)).isEmpty();
    }
}
