// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static io.posthorn.history.rig.Answers.assertProblem;
import static io.posthorn.history.rig.Answers.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.rig.Answers;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.TestLedger;
import io.posthorn.history.rig.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The users of a notification and what became of it for each of them, page by page. */
@SharedHistory
class RecipientsIT {

    private static final ReceiptState ROUTED = ReceiptState.RECEIPT_STATE_ROUTED;
    private static final ReceiptState PENDING = ReceiptState.RECEIPT_STATE_PENDING;
    private static final ReceiptState DELIVERED = ReceiptState.RECEIPT_STATE_DELIVERED;

    private static final Instant NOW =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(10));
    private static final int MEMBERS = 1_000;

    private static RunningHistory history;
    private static TestStore store;
    private static TestLedger notifications;
    private static String auditor;
    private static final List<String> members = new ArrayList<>();

    /** Members are called so that their order is none of numbers and none of shards. */
    @BeforeAll
    static void tell() {
        auditor = notifications.auditor(Map.of());
        List<Message> messages = new ArrayList<>();
        TestReceipts told = new TestReceipts("news", "g-1", "system", NOW).accepted(MEMBERS);
        for (int i = 0; i < MEMBERS; i++) {
            String user = "member-" + i;
            members.add(user);
            Position at = Positions.of(1, 10_000 + i, NOW.toEpochMilli());
            if (i < 2) {
                Message message = TestLedger.message(user, 200 + i, NOW, "news", "g-1", "eng");
                messages.add(message);
                at = message.getPosition();
            }
            told.ofUser(user, at, i % 2 == 0 ? ROUTED : PENDING);
            if (i % 2 == 0) {
                told.onDevice(user, at, "phone", DELIVERED);
                told.onDevice(user, at, "laptop", DELIVERED);
            }
        }
        Collections.sort(members);
        TestReceipts other = new TestReceipts("news", "g-2", "system", NOW)
                .accepted(1)
                .ofUser("member-0", Positions.of(1, 20_000, NOW.toEpochMilli()), ROUTED);
        notifications.tell(messages, told.all());
        notifications.tell(List.of(), other.all());
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 64, 333, 500})
    void aGroupIsReadInPagesUpAndDownWithoutGapOrRepeat(int limit) {
        List<String> down = new ArrayList<>(members);
        Collections.reverse(down);

        assertThat(users("/v1/notifications/news/g-1?purpose=test&limit=" + limit))
                .isEqualTo(members);
        assertThat(users("/v1/notifications/news/g-1?purpose=test&order=desc&limit=" + limit))
                .isEqualTo(down);
    }

    @Test
    void eachMemberHasItsOwnState() {
        JsonNode page = notifications.ask(auditor, "/v1/notifications/news/g-1?purpose=test&limit=3");

        assertThat(texts(page.path("recipients"), "user")).containsExactly("member-0", "member-1", "member-10");
        assertThat(texts(page.path("recipients"), "outcome")).containsExactly("delivered", "pending", "delivered");
        assertThat(page.path("group").asString()).isEqualTo("eng");
        assertThat(page.path("accepted").path("users").asInt()).isEqualTo(MEMBERS);
    }

    @Test
    void aReadOfAPageIsOnRecord() {
        notifications.ask(auditor, "/v1/notifications/news/g-1?limit=7&purpose=case%2018");

        assertThat(store.rows("SELECT * FROM %s.audit_reads").stream()
                        .filter(row -> "case 18".equals(row.getString("purpose")))
                        .map(row -> row.getString("query") + ": " + row.getObject("rows")))
                .containsExactly("notification source=news id=g-1 order=asc limit=7: 7");
    }

    @Test
    void onlyTheUsersWithinReachAreShownAndCounted() {
        String limited = notifications.auditor(Map.of("userPrefixes", List.of("member-99")));

        JsonNode page = notifications.ask(limited, "/v1/notifications/news/g-1?purpose=test");

        assertThat(texts(page.path("recipients"), "user"))
                .containsExactlyElementsOf(members.stream()
                        .filter(each -> each.startsWith("member-99"))
                        .toList());
        assertThat(page.path("accepted").has("users")).isFalse();
        assertProblem(
                history.getAs(limited, "/v1/notifications/news/g-1/ledger?user=member-1&purpose=test"),
                403,
                "forbidden");
    }

    @Test
    void ofAGroupWithinReachTheMembersThatAreKnownToBeOfItAreShown() {
        String ofEng = notifications.auditor(Map.of("groups", List.of("eng")));
        JsonNode eng = notifications.ask(
                notifications.auditor(Map.of("groups", List.of("eng"), "classes", List.of("system"))),
                "/v1/notifications/news/g-1?purpose=test");

        assertThat(texts(eng.path("recipients"), "user")).containsExactly("member-0", "member-1");
        assertThat(notifications
                        .ledger(ofEng, "news", "g-1", "member-2")
                        .path("outcome")
                        .asString())
                .isEqualTo("unknown");
        assertThat(notifications
                        .ledger(ofEng, "news", "g-1", "member-0")
                        .path("outcome")
                        .asString())
                .isEqualTo("delivered");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=501",
                "limit=-1",
                "limit=9999999999",
                "limit=many",
                "order=up",
                "next=",
                "next=garbage",
                "next=a",
                "next=aAAAA",
                "next=x%00",
                "next=aAAAAAHVzZXItMQ"
            })
    void otherParametersAreRefused(String query) {
        assertProblem(history.getAs(auditor, "/v1/notifications/news/g-1?purpose=test&" + query), 400, "bad-parameter");
    }

    @Test
    void aPageBelongsToItsNotificationAndItsOrder() {
        String next = notifications
                .ask(auditor, "/v1/notifications/news/g-1?purpose=test&limit=5")
                .path("next")
                .asString();

        assertProblem(
                history.getAs(auditor, "/v1/notifications/news/g-2?purpose=test&next=" + next), 400, "bad-parameter");
        assertProblem(
                history.getAs(auditor, "/v1/notifications/news/g-1?purpose=test&order=desc&next=" + next),
                400,
                "bad-parameter");
    }

    private static List<String> users(String path) {
        return texts(Answers.walk(next -> history.getAs(auditor, path + next), "recipients"), "user");
    }
}
