// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static io.posthorn.history.rig.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Revocation;
import io.posthorn.history.rig.Answers;
import io.posthorn.history.rig.Records;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What was revoked, by whom and why. What is about everyone is listed for each user: nobody else here may revoke that. */
@SharedHistory
class RevocationsIT {

    private static final String USER = "revoked-1";
    private static final String OTHER = "revoked-2";

    static TokenIssuer issuer;
    static TestLog log;
    static RunningHistory history;

    private static final List<String> reasons = new ArrayList<>();
    private static Instant begun = Instant.EPOCH;
    private static String auditor = "";

    @BeforeAll
    static void revoke() {
        auditor = issuer.token(new TokenRequest("auditor-1", "audit"));
        begun = Instant.now();
        long now = begun.toEpochMilli();
        revoke(RevocationRules.session(USER, "session-9", now), "stolen");
        revoke(RevocationRules.user(USER, now), "left the company");
        revoke(RevocationRules.everyone(now), "key lost");
        revoke(RevocationRules.user(USER, now + 1), "again");
        say(0, 1, RevocationRules.user(OTHER, now).build().toByteArray());
        log.awaitDone(Topic.REVOCATIONS);
    }

    private static void revoke(Revocation.Builder revocation, String reason) {
        Revocation whole = revocation.setReason(reason).setBy("admin-1").build();
        Instant at = log.say(Topic.REVOCATIONS, reasons.size() % 4, RevocationRules.key(whole), whole.toByteArray());
        reasons.add(reason);
        await().until(() -> Instant.now().isAfter(at.plusMillis(2)));
    }

    private static void say(int partition, int key, byte[] value) {
        log.say(Topic.REVOCATIONS, partition, new byte[] {(byte) key}, value);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 500})
    void thoseOfAUserAndOfEveryoneAreListedInBothDirections(int limit) {
        List<String> newestFirst = new ArrayList<>(reasons);
        Collections.reverse(newestFirst);

        assertThat(listed(USER, "limit=" + limit)).isEqualTo(newestFirst);
        assertThat(listed(USER, "order=asc&limit=" + limit)).isEqualTo(reasons);
    }

    @Test
    void eachSaysWhoWhyWhenAndWhat() {
        JsonNode oldest = Answers.ok(history.getAs(auditor, path(USER, "order=asc&purpose=test")))
                .path("revocations");

        assertThat(Answers.texts(oldest, "whom")).containsExactly("session", "user", "everyone", "user");
        assertThat(oldest.path(0).path("session").asString()).isEqualTo("session-9");
        assertThat(oldest.path(0).path("by").asString()).isEqualTo("admin-1");
        assertThat(oldest.path(0).path("reason").asString()).isEqualTo("stolen");
        assertThat(oldest.path(1).has("session")).isFalse();
        assertThat(Instant.parse(oldest.path(0).path("at").asString())).isBetween(begun, Instant.now());
    }

    @Test
    void thoseOfOthersAreNotAmongThem() {
        assertThat(listed("nobody-1", "limit=10")).containsExactly("key lost");
    }

    @Test
    void whoRevokedIsNotForTheUser() {
        String own = issuer.token(new TokenRequest(USER, "device"));

        assertProblem(history.getAs(own, path(USER, "purpose=test")), 403, "forbidden");
    }

    @Test
    void withoutScopeOrPurposeNothingIsShown() {
        String publisher = issuer.token(new TokenRequest(USER, "publish", "admin"));

        assertProblem(history.get(path(USER, "")), 401, "unauthenticated");
        assertProblem(history.getAs(publisher, path(USER, "purpose=test")), 403, "forbidden");
        assertProblem(history.getAs(auditor, path(USER, "")), 400, "bad-purpose");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order=up", "limit=many", "next=AQAAAAAAAA"})
    void otherParametersAreRefused(String parameter) {
        assertProblem(history.getAs(auditor, path(USER, "purpose=test&" + parameter)), 400, "bad-parameter");
    }

    @Test
    void aTokenContinuesItsOwnListOnly() {
        String next = Answers.ok(history.getAs(auditor, path(USER, "purpose=test&limit=1")))
                .path("next")
                .asString();

        for (String path : List.of(path(OTHER, "next=" + next), path(USER, "order=asc&next=" + next))) {
            assertProblem(history.getAs(auditor, path + "&purpose=test"), 400, "bad-parameter");
        }
    }

    @Test
    void whatIsNoFactIsParkedAndStopsNothing() {
        say(2, 2, new byte[] {(byte) 0xFF, 1});
        // Taken back: no fact, and no fault.
        log.say(Topic.REVOCATIONS, 2, new byte[] {3}, null);
        say(2, 4, RevocationRules.user("late-1", 1).setReason("late").build().toByteArray());
        log.awaitDone(Topic.REVOCATIONS);

        assertThat(listed("late-1", "limit=10")).contains("late");
        assertThat(log.parked(Topic.REVOCATIONS))
                .extracting(each -> Records.header(each, Rejection.REASON_HEADER))
                .containsExactly(Rejection.UNPARSEABLE.id());
    }

    private static List<String> listed(String user, String query) {
        return Answers.texts(
                Answers.walk(next -> history.getAs(auditor, path(user, "purpose=test&" + query + next)), "revocations"),
                "reason");
    }

    private static String path(String user, String query) {
        return "/v1/users/" + user + "/revocations?" + query;
    }
}
