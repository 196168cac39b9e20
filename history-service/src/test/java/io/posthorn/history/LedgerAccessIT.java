// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static io.posthorn.history.rig.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.TestLedger;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What an auditor does not reach is as if it was not there, and nobody else sees anything. */
@SharedHistory
class LedgerAccessIT {

    private static final ReceiptState ROUTED = ReceiptState.RECEIPT_STATE_ROUTED;
    private static final ReceiptState DELIVERED = ReceiptState.RECEIPT_STATE_DELIVERED;

    private static final Instant NOW =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(10));

    private static RunningHistory history;
    private static TokenIssuer issuer;
    private static TestLedger notifications;
    private static String auditor;

    @BeforeAll
    static void tell() {
        auditor = notifications.auditor(Map.of());
        Message own = TestLedger.message("user-1", 300, NOW, "orders", "a-1", "");
        Message ofGroup = TestLedger.message("member-0", 301, NOW, "news", "a-2", "eng");
        List<Receipt> receipts = new ArrayList<>();
        receipts.addAll(new TestReceipts("orders", "a-1", "system", NOW)
                .accepted(1)
                .onDevice("user-1", own.getPosition(), "phone", DELIVERED)
                .all());
        receipts.addAll(new TestReceipts("news", "a-2", "system", NOW)
                .accepted(1)
                .ofUser("member-0", ofGroup.getPosition(), ROUTED)
                .all());
        receipts.addAll(new TestReceipts("orders", "a-rejected", "nonsense", NOW)
                .rejected("unknown-class")
                .all());
        notifications.tell(List.of(own, ofGroup), receipts);
    }

    @Test
    void beyondTheReachIsAsIfItWasNotThere() {
        assertHidden(notifications.auditor(Map.of("classes", List.of("chat"))), "orders", "a-1", "user-1");
        assertHidden(notifications.auditor(Map.of("groups", List.of("eng"))), "orders", "a-1", "user-1");
        assertHidden(notifications.auditor(Map.of("groups", List.of("hr"))), "news", "a-2", "member-0");
        assertHidden(notifications.auditor(Map.of("classes", List.of("chat"))), "orders", "a-rejected", "user-1");
        assertHidden(notifications.auditor(Map.of("userPrefixes", List.of("user-2"))), "orders", "a-1", "user-2");
        assertHidden(
                notifications.auditor(Map.of("userPrefixes", List.of("user-2"))), "orders", "a-rejected", "user-2");
    }

    private static void assertHidden(String token, String source, String id, String user) {
        assertProblem(
                history.getAs(token, "/v1/notifications/" + source + "/" + id + "?purpose=test"), 404, "not-found");
        JsonNode hidden = notifications.ledger(token, source, id, user);
        JsonNode nothing = notifications.ledger(token, source, "a-nothing", user);
        assertThat(hidden.toString().replace(id, "a-nothing")).isEqualTo(nothing.toString());
    }

    @Test
    void withoutScopeOrPurposeNothingIsShown() {
        String other = issuer.token(new TokenRequest("user-2", "device", "publish", "admin"));
        String path = "/v1/notifications/orders/a-1";

        assertProblem(history.get(path), 401, "unauthenticated");
        assertProblem(history.getAs(other, path + "?purpose=test"), 403, "forbidden");
        assertProblem(history.getAs(other, path + "/ledger?user=user-1&purpose=test"), 403, "forbidden");
        assertProblem(history.getAs(auditor, path), 400, "bad-purpose");
        assertProblem(history.getAs(auditor, path + "/ledger?user=user-1"), 400, "bad-purpose");
    }

    @Test
    void whatIsUnknownIsNotFound() {
        assertProblem(history.getAs(auditor, "/v1/notifications/orders/a-nothing?purpose=test"), 404, "not-found");
        assertProblem(history.getAs(auditor, "/v1/notifications/orderS/a-1?purpose=test"), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b/a-1", "orders/%00", "orders/%E2%80%8B", "orders/a%0Ab"})
    void whatIsNoIdIsRefused(String path) {
        HttpResponse<String> answer = history.getAs(auditor, "/v1/notifications/" + path + "?purpose=test");

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void namesOfNothingAreRefused() {
        assertProblem(history.getAs(auditor, "/v1/notifications?purpose=test"), 400, "bad-parameter");
        assertProblem(
                history.getAs(auditor, "/v1/notifications/orders/" + "x".repeat(129) + "?purpose=test"),
                400,
                "bad-parameter");
        assertProblem(
                history.getAs(auditor, "/v1/notifications/orders/a-1/ledger?purpose=test&user=a%20b"), 400, "bad-user");
    }
}
