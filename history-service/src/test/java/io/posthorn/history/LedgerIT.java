// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static io.posthorn.history.rig.Answers.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.rig.Answers;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.TestLedger;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What became of a notification for one of its users, in one answer. */
@SharedHistory
class LedgerIT {

    private static final ReceiptState ROUTED = ReceiptState.RECEIPT_STATE_ROUTED;
    private static final ReceiptState PENDING = ReceiptState.RECEIPT_STATE_PENDING;
    private static final ReceiptState DELIVERED = ReceiptState.RECEIPT_STATE_DELIVERED;
    private static final ReceiptState READ = ReceiptState.RECEIPT_STATE_READ;
    private static final ReceiptState EXPIRED = ReceiptState.RECEIPT_STATE_EXPIRED;
    private static final ReceiptState SKIPPED = ReceiptState.RECEIPT_STATE_SKIPPED;
    private static final ReceiptState DUPLICATE = ReceiptState.RECEIPT_STATE_DUPLICATE;

    private static final Instant NOW =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(10));

    private static RunningHistory history;
    private static TokenIssuer issuer;
    private static TestStore store;
    private static TestLedger notifications;
    private static String auditor;

    @BeforeAll
    static void tell() {
        auditor = notifications.auditor(Map.of());
        List<Receipt> receipts = new ArrayList<>();
        Message message = TestLedger.message("user-1", 100, NOW, "orders", "o-1", "");
        oneOfEveryState(message.getPosition(), receipts);
        whatDidNotArrive(receipts);
        notifications.tell(List.of(message), receipts);
    }

    private static void oneOfEveryState(Position at, List<Receipt> receipts) {
        receipts.addAll(new TestReceipts("orders", "o-1", "system", NOW)
                .accepted(1)
                .ofUser("user-1", at, ROUTED)
                .onDevice("user-1", at, "phone", DELIVERED)
                .onDevice("user-1", at, "phone", READ)
                .onDevice("user-1", at, "tablet", SKIPPED, "collapsed")
                .onDevice("user-1", at, "watch", EXPIRED)
                .ofUser("user-1", at, DUPLICATE)
                .all());
    }

    private static void whatDidNotArrive(List<Receipt> receipts) {
        Position at = Positions.of(1, 50, NOW.toEpochMilli());
        receipts.addAll(new TestReceipts("orders", "rejected-1", "nonsense", NOW)
                .rejected("unknown-class")
                .all());
        receipts.addAll(new TestReceipts("orders", "expired-1", "system", NOW)
                .accepted(1)
                .ofUser("user-2", at, PENDING)
                .ofUser("user-2", at, EXPIRED)
                .all());
        receipts.addAll(new TestReceipts("orders", "waiting-1", "system", NOW)
                .accepted(1)
                .ofUser("user-2", at, PENDING)
                .all());
        receipts.addAll(new TestReceipts("orders", "sent-1", "system", NOW)
                .accepted(1)
                .ofUser("user-2", at, ROUTED)
                .all());
        receipts.addAll(new TestReceipts("orders", "collapsed-1", "system", NOW)
                .accepted(1)
                .ofUser("user-2", at, ROUTED)
                .onDevice("user-2", at, "phone", SKIPPED, "collapsed")
                .all());
        receipts.addAll(new TestReceipts("orders", "partly-1", "system", NOW)
                .accepted(2)
                .ofUser("user-1", at, PENDING)
                .all());
        receipts.addAll(new TestReceipts("a/b;c", "%2e&d?#ü", "system", NOW)
                .accepted(1)
                .ofUser("user-2", at, PENDING)
                .all());
        receipts.addAll(new TestReceipts("", "", "unknown", NOW)
                .onDevice("user-2", at, "phone", SKIPPED, "unexplained")
                .all());
    }

    @Test
    void theLedgerSaysWhatHappenedOnWhichDevicesWhenAndThroughWhichGateway() {
        JsonNode ledger = notifications.ledger(auditor, "orders", "o-1", "user-1");

        assertThat(ledger.path("outcome").asString()).isEqualTo("read");
        assertThat(ledger.path("answer").asString())
                .isEqualTo("It was delivered to phone at " + at(2) + " through gateway gateway-1 and read there at "
                        + at(3)
                        + "; not to tablet: a newer one with the same collapseKey took its place (collapsed)"
                        + "; not to watch: it expired at " + at(5) + ".");
        assertThat(ledger.path("class").asString()).isEqualTo("system");
        assertThat(ledger.path("accepted").path("at").asString()).isEqualTo(at(0));
        assertThat(ledger.path("accepted").path("users").asInt()).isEqualTo(1);
        JsonNode message = ledger.path("messages").path(0);
        assertThat(Cursor.decodeFor(
                                UserHash.of("user-1"), message.path("cursor").asString())
                        .map(Position::getOffset))
                .isPresent();
        assertThat(message.path("appendedAt").asString()).isEqualTo(NOW.toString());
        assertThat(message.path("repeated").asBoolean()).isTrue();
        assertThat(texts(message.path("states"), "state"))
                .containsExactly("routed", "delivered", "read", "skipped", "expired", "duplicate");
        assertThat(texts(message.path("states"), "at")).containsExactly(at(1), at(2), at(3), at(4), at(5), at(6));
        assertThat(texts(message.path("devices"), "device")).containsExactly("phone", "tablet", "watch");
        assertThat(texts(message.path("devices"), "outcome")).containsExactly("read", "skipped", "expired");
        assertThat(message.path("devices").path(0).path("gateway").asString()).isEqualTo("gateway-1");
        assertThat(message.path("devices").path(0).path("connection").asString())
                .isEqualTo("connection-of-phone");
        assertThat(message.path("devices").path(1).path("reason").asString()).isEqualTo("collapsed");
    }

    @ParameterizedTest
    @CsvSource({
        "expired-1, user-2, expired, its time to wait ended",
        "waiting-1, user-2, pending, no device has taken it since",
        "sent-1, user-2, routed, sent to a connected device",
        "collapsed-1, user-2, skipped, a newer one with the same collapseKey",
        "rejected-1, user-2, rejected, its class is not configured (unknown-class)",
        "waiting-1, user-1, not-addressed, not addressed to this user",
        "partly-1, user-2, never-routed, or it was never routed",
        "nothing-1, user-2, unknown, Nothing is on record"
    })
    void whatDidNotArriveIsSaidWithTheReason(String id, String user, String outcome, String part) {
        JsonNode ledger = notifications.ledger(auditor, "orders", id, user);

        assertThat(ledger.path("outcome").asString()).isEqualTo(outcome);
        assertThat(ledger.path("answer").asString()).contains(part).endsWith(".");
    }

    @Test
    void aUserAsksForThemselfWithoutPurposeAndOffTheRecord() {
        String own = issuer.token(new TokenRequest("user-1", "device"));
        int before = auditRows();

        JsonNode ledger = Answers.ok(history.getAs(own, "/v1/notifications/orders/o-1/ledger"));

        assertThat(ledger.path("outcome").asString()).isEqualTo("read");
        assertThat(ledger.path("accepted").has("users")).isFalse();
        assertThat(auditRows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"waiting-1", "rejected-1", "nothing-1"})
    void ofOthersAUserIsToldNothing(String id) {
        String own = issuer.token(new TokenRequest("user-1", "device"));

        JsonNode ledger = Answers.ok(history.getAs(own, "/v1/notifications/orders/" + id + "/ledger?user=user-1"));

        assertThat(ledger.path("outcome").asString()).isEqualTo("unknown");
        assertThat(ledger.path("accepted").isNull()).isTrue();
        assertThat(ledger.path("rejected").isNull()).isTrue();
    }

    @Test
    void anAuditorIsOnRecord() {
        notifications.ledger(auditor, "orders", "o-1", "user-1", "case%2017");

        assertThat(auditRows("case 17")).containsExactly("ledger source=orders id=o-1: 7");
    }

    @Test
    void aNotificationIsShownWithItsContentAndItsUsers() {
        JsonNode shown = notifications.ask(auditor, "/v1/notifications/orders/o-1?purpose=test");

        assertThat(shown.path("class").asString()).isEqualTo("system");
        assertThat(shown.path("broadcast").asBoolean()).isFalse();
        assertThat(shown.path("type").asString()).isEqualTo("shipped");
        assertThat(shown.path("content").path("title").asString()).isEqualTo("Shipped");
        assertThat(shown.path("content").path("data").path("parcel").asInt()).isEqualTo(1);
        assertThat(shown.path("accepted").path("users").asInt()).isEqualTo(1);
        assertThat(shown.path("rejected").isNull()).isTrue();
        assertThat(shown.path("next").isNull()).isTrue();
        JsonNode recipient = shown.path("recipients").path(0);
        assertThat(recipient.path("user").asString()).isEqualTo("user-1");
        assertThat(recipient.path("outcome").asString()).isEqualTo("read");
        assertThat(recipient.path("since").asString()).isEqualTo(at(3));
        assertThat(recipient.path("devices").size()).isEqualTo(3);
    }

    @Test
    void aRejectedOneIsShownWithItsReason() {
        JsonNode shown = notifications.ask(auditor, "/v1/notifications/orders/rejected-1?purpose=test");

        assertThat(shown.path("rejected").path("reason").asString()).isEqualTo("unknown-class");
        assertThat(shown.path("accepted").isNull()).isTrue();
        assertThat(shown.path("recipients").isEmpty()).isTrue();
        assertThat(shown.has("content")).isFalse();
    }

    @Test
    void idsThatCannotStandInAPathAreNamedByParameters() {
        String named = "source=" + encoded("a/b;c") + "&id=" + encoded("%2e&d?#ü") + "&purpose=test";

        JsonNode shown = notifications.ask(auditor, "/v1/notifications?" + named);
        JsonNode ledger = Answers.ok(history.getAs(auditor, "/v1/notifications/ledger?user=user-2&" + named));

        assertThat(shown.path("id").asString()).isEqualTo("%2e&d?#ü");
        assertThat(texts(shown.path("recipients"), "user")).containsExactly("user-2");
        assertThat(ledger.path("outcome").asString()).isEqualTo("pending");
    }

    private static String at(int second) {
        return NOW.plusSeconds(second).toString();
    }

    private static int auditRows() {
        return store.rows("SELECT id FROM %s.audit_reads").size();
    }

    private static List<String> auditRows(String purpose) {
        return store.rows("SELECT * FROM %s.audit_reads").stream()
                .filter(row -> purpose.equals(row.getString("purpose")))
                .map(row -> row.getString("query") + ": " + row.getObject("rows"))
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
