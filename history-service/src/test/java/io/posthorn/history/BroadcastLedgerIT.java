// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static io.posthorn.history.rig.Answers.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.contracts.v1.ResumeFrom;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.TestDevice;
import io.posthorn.history.rig.TestLedger;
import io.posthorn.history.rig.TestLog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What became of a broadcast: counted for all, and for each user by what their devices said. */
@SharedHistory
class BroadcastLedgerIT {

    private static final ReceiptState DELIVERED = ReceiptState.RECEIPT_STATE_DELIVERED;
    private static final ReceiptState READ = ReceiptState.RECEIPT_STATE_READ;
    private static final ReceiptState EXPIRED = ReceiptState.RECEIPT_STATE_EXPIRED;

    private static final Instant NOW =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(10));

    private static RunningHistory history;
    private static TestLedger notifications;
    private static TestLog log;
    private static String auditor;

    /** On four partitions, of which two have it at the same position. */
    @BeforeAll
    static void tell() {
        auditor = notifications.auditor(Map.of());
        TestReceipts told = new TestReceipts("ops", "b-1", "system", NOW).accepted(0);
        for (int partition = 0; partition < 4; partition++) {
            Position at = Positions.of(1, 500 + Math.max(1, partition), NOW.toEpochMilli());
            told.routed(at, 10 + partition);
            if (partition > 1) {
                log.commit(partition, TestLog.fact(TestLedger.broadcast(at.getOffset(), NOW, "ops", "b-1")));
            }
            String listener = log.userOn(partition, "listener-" + partition);
            told.onDevice(listener, at, "phone", DELIVERED);
            told.onDevice(listener, at, "tablet", partition == 3 ? EXPIRED : DELIVERED);
            told.onDevice(listener, at, "phone", READ);
        }
        notifications.tell(List.of(), told.all());
    }

    @Test
    void aBroadcastIsCountedByStateAndPartition() {
        JsonNode shown = notifications.ask(auditor, "/v1/notifications/ops/b-1?purpose=test");

        assertThat(shown.path("broadcast").asBoolean()).isTrue();
        assertThat(shown.path("content").path("title").asString()).isEqualTo("Shipped");
        assertThat(shown.has("recipients")).isFalse();
        JsonNode counts = shown.path("counts");
        assertThat(counts.path("routed").asInt()).isEqualTo(10 + 11 + 12 + 13);
        assertThat(counts.path("users").asInt()).isEqualTo(4);
        assertThat(counts.path("delivered").asInt()).isEqualTo(7);
        assertThat(counts.path("read").asInt()).isEqualTo(4);
        assertThat(counts.path("expired").asInt()).isEqualTo(1);
        assertThat(counts.path("complete").asBoolean()).isTrue();
        JsonNode third = counts.path("partitions").path(3);
        assertThat(third.path("partition").asInt()).isEqualTo(3);
        assertThat(third.path("routed").asInt()).isEqualTo(13);
        assertThat(third.path("delivered").asInt()).isEqualTo(1);
        assertThat(third.path("expired").asInt()).isEqualTo(1);
        assertThat(counts.path("partitions").path(0).has("routed"))
                .as("two partitions have this position: which of them it was is not on record")
                .isFalse();
    }

    @Test
    void aBroadcastHasALedgerForEachUser() {
        JsonNode heard = notifications.ledger(auditor, "ops", "b-1", log.userOn(3, "listener-3"));
        JsonNode unheard = notifications.ledger(auditor, "ops", "b-1", log.userOn(2, "stranger"));

        assertThat(heard.path("broadcast").asBoolean()).isTrue();
        assertThat(heard.path("outcome").asString()).isEqualTo("read");
        assertThat(heard.path("answer").asString())
                .contains("delivered to phone")
                .contains("not to tablet");
        assertThat(unheard.path("outcome").asString()).isEqualTo("pending");
        assertThat(unheard.path("answer").asString()).contains("It is to everyone");
    }

    @Test
    void onlyTheUsersWithinReachAreCounted() {
        String limited = notifications.auditor(Map.of("userPrefixes", List.of("listener-3")));

        JsonNode counts = notifications
                .ask(limited, "/v1/notifications/ops/b-1?purpose=test")
                .path("counts");

        assertThat(counts.path("users").asInt()).isEqualTo(1);
        assertThat(counts.has("routed")).isFalse();
    }

    /** Its class tells of no delivery, as of one whose receipts are on their way. */
    @Test
    void whatABroadcastBecameOnADeviceIsSaidByItsCursor() {
        String user = log.userOn(1, "quiet");
        TestDevice phone = new TestDevice(user, "phone", "c-phone");
        TestDevice tablet = new TestDevice(user, "tablet", "c-tablet");
        Position before = Positions.of(1, 800, NOW.toEpochMilli());
        Connected connected = Connected.newBuilder()
                .setResumeFrom(ResumeFrom.RESUME_FROM_CURSOR)
                .setCursor(before)
                .build();
        log.say(phone.connected(connected));
        Instant there = log.say(tablet.connected(connected));
        Position at = Positions.of(1, 801, there.plusMillis(1).toEpochMilli());
        log.commit(1, TestLog.fact(TestLedger.broadcast(801, Instant.ofEpochMilli(at.getAppendedAt()), "ops", "b-2")));
        log.tell(new TestReceipts("ops", "b-2", "system", NOW)
                .accepted(0)
                .routed(at, 2)
                .all());
        await("later").until(() -> Instant.now().isAfter(there.plusMillis(2)));
        Instant acked = log.say(phone.acked(at));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> notifications
                        .ledger(auditor, "ops", "b-2", user)
                        .path("outcome")
                        .asString()
                        .equals("delivered"));
        JsonNode ledger = notifications.ledger(auditor, "ops", "b-2", user);
        assertThat(ledger.path("answer").asString())
                .isEqualTo("It was delivered to phone at " + acked + "; not to tablet: it still waits there.");
        JsonNode message = ledger.path("messages").path(0);
        assertThat(texts(message.path("devices"), "outcome")).containsExactly("delivered", "pending");
        assertThat(message.path("states").isEmpty()).isTrue();
        assertThat(notifications
                        .ledger(auditor, "ops", "b-2", log.userOn(1, "stranger"))
                        .path("outcome")
                        .asString())
                .isEqualTo("pending");
    }
}
