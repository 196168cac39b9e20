// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static io.posthorn.history.rig.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.history.rig.Answers;
import io.posthorn.history.rig.Records;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Which questions about groups are not answered, and what of their topic nobody can read. */
@SharedHistory
class MembershipAccessIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestLog log;
    private static String auditor;

    @BeforeAll
    static void join() {
        auditor = issuer.token(new TokenRequest("auditor-1", "audit"));
        log.member("eng", "de-1", true);
        log.member("eng", "at-1", true);
        log.member("ops", "at-1", true);
        log.awaitDone(Topic.GROUPS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/groups/eng/members?at=2999-01-01T00:00:00Z",
                "/v1/groups/eng/members?at=now",
                "/v1/groups/eng/members?limit=0",
                "/v1/groups/eng/members?next=garbage",
                "/v1/groups/eng/members?order=up",
                "/v1/groups/a%20b/members?limit=1",
                "/v1/users/at-1/groups?limit=501",
                "/v1/users/at-1/groups?next="
            })
    void otherParametersAreRefused(String path) {
        assertProblem(history.getAs(auditor, path + "&purpose=test"), 400, "bad-parameter");
    }

    @Test
    void aTokenContinuesItsOwnListOnly() {
        String members = next("/v1/groups/eng/members?limit=1");
        String groups = next("/v1/users/at-1/groups?limit=1");

        for (String path : List.of(
                "/v1/groups/ops/members?next=" + members,
                "/v1/groups/eng/members?order=desc&next=" + members,
                "/v1/users/at-1/groups?order=desc&next=" + groups,
                "/v1/users/de-1/groups?next=" + groups,
                "/v1/users/at-1/groups?next=" + members)) {
            assertProblem(history.getAs(auditor, path + "&purpose=test"), 400, "bad-parameter");
        }
    }

    @Test
    void aForgedPlaceIsRefused() {
        byte[] head = Arrays.copyOf(Base64.getUrlDecoder().decode(next("/v1/groups/eng/members?limit=1")), 5);

        for (byte[] place : List.of(
                new byte[0],
                new byte[] {0, 0, 0},
                new byte[] {-1, -1, -1, -1, 'a'},
                new byte[] {0, 0, 0, 0, ' '},
                new byte[] {0, 0, 0, 0, 0},
                ("\0\0\0\0" + "a".repeat(129)).getBytes(StandardCharsets.UTF_8),
                new byte[] {0, 0, 0, 0},
                new byte[] {0, 0, 0, 0, '!'},
                new byte[] {0, 0, 0, 2, (byte) 0xFF},
                new byte[] {127, -1, -1, -1, 'a'},
                new byte[500])) {
            assertProblem(history.getAs(auditor, forged(head, place)), 400, "bad-parameter");
        }
    }

    private static String forged(byte[] head, byte[] place) {
        byte[] token = Arrays.copyOf(head, head.length + place.length);
        System.arraycopy(place, 0, token, head.length, place.length);
        return "/v1/groups/eng/members?purpose=test&next="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    @Test
    void withoutScopeOrPurposeNothingIsShown() {
        String publisher = issuer.token(new TokenRequest("at-1", "publish", "admin"));

        for (String path : List.of("/v1/groups/eng/members", "/v1/users/at-1/groups")) {
            assertProblem(history.get(path), 401, "unauthenticated");
            assertProblem(history.getAs(publisher, path + "?purpose=test"), 403, "forbidden");
            assertProblem(history.getAs(auditor, path), 400, "bad-purpose");
        }
    }

    @Test
    void whatIsNoFactIsParkedAndStopsNothing() {
        log.say(Topic.GROUPS, 2, "no-separator".getBytes(StandardCharsets.UTF_8), null);
        log.say(Topic.GROUPS, 2, "late\0de-1".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xFF});
        log.member(2, "late", "de-2", true);

        await().atMost(PATIENCE)
                .until(() -> get(auditor, "/v1/groups/late/members?purpose=test")
                                .path("members")
                                .size()
                        == 1);
        await().atMost(PATIENCE).until(() -> log.parked(Topic.GROUPS).size() == 2);
        assertThat(log.parked(Topic.GROUPS))
                .extracting(each -> Records.header(each, Rejection.REASON_HEADER))
                .containsExactlyInAnyOrder(Rejection.BAD_ID.id(), Rejection.UNPARSEABLE.id());
    }

    private static String next(String path) {
        return get(auditor, path + "&purpose=test").path("next").asString();
    }

    private static JsonNode get(String token, String path) {
        return Answers.ok(history.getAs(token, path));
    }
}
