// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.contracts.v1.ResumeFrom;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestDevice;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What became of a notification: for all its users, and for one of them in one answer. */
@RealKafka
@RealCassandra
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
    private static final int MEMBERS = 1_000;

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestStore store;
    private static TestLog log;
    private static String auditor;
    private static final List<String> members = new ArrayList<>();
    private static int offset = 100;

    @BeforeAll
    static void start(@TempDir Path folder) {
        issuer = TokenIssuer.start(folder, 0);
        history = RunningHistory.start(kafka, cassandra, issuer);
        store = new TestStore(cassandra);
        log = new TestLog(kafka);
        auditor = audit(Map.of());
        List<Message> messages = new ArrayList<>();
        List<Receipt> receipts = new ArrayList<>();
        oneOfEveryState(messages, receipts);
        aGroup(messages, receipts);
        aBroadcast(receipts);
        whatDidNotArrive(receipts);
        log.commit(messages);
        log.tell(receipts);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> history.count("posthorn.history.receipts") >= receipts.size()
                        && history.count("posthorn.history.rows") >= messages.size() + 2);
    }

    @AfterAll
    static void stop() {
        log.close();
        store.close();
        history.close();
        issuer.close();
    }

    private static Message message(String user, String id, String className, String group) {
        Message next = new TestMessages(user).next(offset++, NOW, className);
        return next.toBuilder()
                .setNotification(next.getNotification().toBuilder().setId(id))
                .setGroup(group)
                .build();
    }

    private static void oneOfEveryState(List<Message> messages, List<Receipt> receipts) {
        Message message = message("user-1", "o-1", "system", "");
        messages.add(message);
        Position at = message.getPosition();
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

    /** Members are called so that their order is none of numbers and none of shards. */
    private static void aGroup(List<Message> messages, List<Receipt> receipts) {
        TestReceipts told = new TestReceipts("news", "g-1", "system", NOW).accepted(MEMBERS);
        for (int i = 0; i < MEMBERS; i++) {
            String user = "member-" + i;
            members.add(user);
            Position at = Positions.of(1, 10_000 + i, NOW.toEpochMilli());
            if (i < 2) {
                Message message = message(user, "g-1", "system", "eng");
                message = message.toBuilder()
                        .setNotification(message.getNotification().toBuilder().setSource("news"))
                        .build();
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
        receipts.addAll(told.all());
    }

    /** On four partitions, of which two have it at the same position. */
    private static void aBroadcast(List<Receipt> receipts) {
        TestReceipts told = new TestReceipts("ops", "b-1", "system", NOW).accepted(0);
        for (int partition = 0; partition < 4; partition++) {
            Position at = broadcastAt(partition);
            told.routed(at, 10 + partition);
            String user = "listener-" + partition;
            if (partition > 1) {
                Message next = new TestMessages("nobody").next(at.getOffset(), NOW, "system");
                log.commit(
                        partition,
                        TestLog.fact(next.toBuilder()
                                .clearUser()
                                .setPosition(at)
                                .setNotification(next.getNotification().toBuilder()
                                        .setSource("ops")
                                        .setId("b-1"))
                                .build()));
            }
            told.onDevice(userOn(partition, user), at, "phone", DELIVERED);
            told.onDevice(userOn(partition, user), at, "tablet", partition == 3 ? EXPIRED : DELIVERED);
            told.onDevice(userOn(partition, user), at, "phone", READ);
        }
        receipts.addAll(told.all());
    }

    private static Position broadcastAt(int partition) {
        return Positions.of(1, 500 + Math.max(1, partition), NOW.toEpochMilli());
    }

    private static String userOn(int partition, String prefix) {
        for (int i = 0; ; i++) {
            if (log.partition(prefix + "-" + i) == partition) {
                return prefix + "-" + i;
            }
        }
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
        JsonNode ledger = ledger(auditor, "orders", "o-1", "user-1");

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
        JsonNode ledger = ledger(auditor, "orders", id, user);

        assertThat(ledger.path("outcome").asString()).isEqualTo(outcome);
        assertThat(ledger.path("answer").asString()).contains(part).endsWith(".");
    }

    @Test
    void aUserAsksForThemselfWithoutPurposeAndOffTheRecord() {
        String own = issuer.token(new TokenRequest("user-1", "device"));
        int before = auditRows();

        JsonNode ledger = json(200, history.getAs(own, "/v1/notifications/orders/o-1/ledger"));

        assertThat(ledger.path("outcome").asString()).isEqualTo("read");
        assertThat(ledger.path("accepted").has("users")).isFalse();
        assertThat(auditRows()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"waiting-1", "rejected-1", "nothing-1"})
    void ofOthersAUserIsToldNothing(String id) {
        String own = issuer.token(new TokenRequest("user-1", "device"));

        JsonNode ledger = json(200, history.getAs(own, "/v1/notifications/orders/" + id + "/ledger?user=user-1"));

        assertThat(ledger.path("outcome").asString()).isEqualTo("unknown");
        assertThat(ledger.path("accepted").isNull()).isTrue();
        assertThat(ledger.path("rejected").isNull()).isTrue();
    }

    @Test
    void anAuditorIsOnRecord() {
        ledger(auditor, "orders", "o-1", "user-1", "case%2017");
        notification(auditor, "/v1/notifications/news/g-1?limit=7&purpose=case%2018");

        assertThat(auditRows("case 17")).containsExactly("ledger source=orders id=o-1: 7");
        assertThat(auditRows("case 18")).containsExactly("notification source=news id=g-1 order=asc limit=7: 7");
    }

    @Test
    void aNotificationIsShownWithItsContentAndItsUsers() {
        JsonNode shown = notification(auditor, "/v1/notifications/orders/o-1?purpose=test");

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
        JsonNode shown = notification(auditor, "/v1/notifications/orders/rejected-1?purpose=test");

        assertThat(shown.path("rejected").path("reason").asString()).isEqualTo("unknown-class");
        assertThat(shown.path("accepted").isNull()).isTrue();
        assertThat(shown.path("recipients").isEmpty()).isTrue();
        assertThat(shown.has("content")).isFalse();
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
        JsonNode page = notification(auditor, "/v1/notifications/news/g-1?purpose=test&limit=3");

        assertThat(texts(page.path("recipients"), "user")).containsExactly("member-0", "member-1", "member-10");
        assertThat(texts(page.path("recipients"), "outcome")).containsExactly("delivered", "pending", "delivered");
        assertThat(page.path("group").asString()).isEqualTo("eng");
        assertThat(page.path("accepted").path("users").asInt()).isEqualTo(MEMBERS);
    }

    @Test
    void aBroadcastIsCountedByStateAndPartition() {
        JsonNode shown = notification(auditor, "/v1/notifications/ops/b-1?purpose=test");

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
        JsonNode heard = ledger(auditor, "ops", "b-1", userOn(3, "listener-3"));
        JsonNode unheard = ledger(auditor, "ops", "b-1", userOn(2, "stranger"));

        assertThat(heard.path("broadcast").asBoolean()).isTrue();
        assertThat(heard.path("outcome").asString()).isEqualTo("read");
        assertThat(heard.path("answer").asString())
                .contains("delivered to phone")
                .contains("not to tablet");
        assertThat(unheard.path("outcome").asString()).isEqualTo("pending");
        assertThat(unheard.path("answer").asString()).contains("It is to everyone");
    }

    /** Its class tells of no delivery, as of one whose receipts are on their way. */
    @Test
    void whatABroadcastBecameOnADeviceIsSaidByItsCursor() {
        String user = userOn(1, "quiet");
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
        Message broadcast = new TestMessages("nobody").next(801, Instant.ofEpochMilli(at.getAppendedAt()), "system");
        log.commit(
                1,
                TestLog.fact(broadcast.toBuilder()
                        .clearUser()
                        .setNotification(broadcast.getNotification().toBuilder()
                                .setSource("ops")
                                .setId("b-2"))
                        .build()));
        log.tell(new TestReceipts("ops", "b-2", "system", NOW)
                .accepted(0)
                .routed(at, 2)
                .all());
        await("later").until(() -> Instant.now().isAfter(there.plusMillis(2)));
        Instant acked = log.say(phone.acked(at));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> ledger(auditor, "ops", "b-2", user)
                        .path("outcome")
                        .asString()
                        .equals("delivered"));
        JsonNode ledger = ledger(auditor, "ops", "b-2", user);
        assertThat(ledger.path("answer").asString())
                .isEqualTo("It was delivered to phone at " + acked + "; not to tablet: it still waits there.");
        JsonNode message = ledger.path("messages").path(0);
        assertThat(texts(message.path("devices"), "outcome")).containsExactly("delivered", "pending");
        assertThat(message.path("states").isEmpty()).isTrue();
        assertThat(ledger(auditor, "ops", "b-2", userOn(1, "stranger"))
                        .path("outcome")
                        .asString())
                .isEqualTo("pending");
    }

    @Test
    void whatIsUnknownIsNotFound() {
        assertProblem(history.getAs(auditor, "/v1/notifications/orders/nothing-1?purpose=test"), 404, "not-found");
        assertProblem(history.getAs(auditor, "/v1/notifications/orderS/o-1?purpose=test"), 404, "not-found");
    }

    @Test
    void beyondTheReachIsAsIfItWasNotThere() {
        assertHidden(audit(Map.of("classes", List.of("chat"))), "orders", "o-1", "user-1");
        assertHidden(audit(Map.of("groups", List.of("eng"))), "orders", "o-1", "user-1");
        assertHidden(audit(Map.of("groups", List.of("hr"))), "news", "g-1", "member-0");
        assertHidden(audit(Map.of("classes", List.of("chat"))), "orders", "rejected-1", "user-1");
        assertHidden(audit(Map.of("userPrefixes", List.of("user-2"))), "orders", "o-1", "user-2");
        assertHidden(audit(Map.of("userPrefixes", List.of("user-2"))), "orders", "rejected-1", "user-2");
        JsonNode eng = notification(
                audit(Map.of("groups", List.of("eng"), "classes", List.of("system"))),
                "/v1/notifications/news/g-1?purpose=test");
        assertThat(texts(eng.path("recipients"), "user")).containsExactly("member-0", "member-1");
        assertThat(ledger(audit(Map.of("groups", List.of("eng"))), "news", "g-1", "member-2")
                        .path("outcome")
                        .asString())
                .isEqualTo("unknown");
        assertThat(ledger(audit(Map.of("groups", List.of("eng"))), "news", "g-1", "member-0")
                        .path("outcome")
                        .asString())
                .isEqualTo("delivered");
    }

    @Test
    void ofAGroupOnlyTheUsersWithinReachAreShownAndCounted() {
        String limited = audit(Map.of("userPrefixes", List.of("member-99")));

        JsonNode page = notification(limited, "/v1/notifications/news/g-1?purpose=test");
        JsonNode broadcast = notification(
                audit(Map.of("userPrefixes", List.of("listener-3"))), "/v1/notifications/ops/b-1?purpose=test");

        assertThat(texts(page.path("recipients"), "user"))
                .containsExactlyElementsOf(members.stream()
                        .filter(each -> each.startsWith("member-99"))
                        .toList());
        assertThat(page.path("accepted").has("users")).isFalse();
        assertThat(broadcast.path("counts").path("users").asInt()).isEqualTo(1);
        assertThat(broadcast.path("counts").has("routed")).isFalse();
        assertProblem(
                history.getAs(limited, "/v1/notifications/orders/o-1/ledger?user=user-1&purpose=test"),
                403,
                "forbidden");
    }

    @Test
    void withoutScopeOrPurposeNothingIsShown() {
        String other = issuer.token(new TokenRequest("user-2", "device", "publish", "admin"));
        String path = "/v1/notifications/orders/o-1";

        assertProblem(history.get(path), 401, "unauthenticated");
        assertProblem(history.getAs(other, path + "?purpose=test"), 403, "forbidden");
        assertProblem(history.getAs(other, path + "/ledger?user=user-1&purpose=test"), 403, "forbidden");
        assertProblem(history.getAs(auditor, path), 400, "bad-purpose");
        assertProblem(history.getAs(auditor, path + "/ledger?user=user-1"), 400, "bad-purpose");
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
        assertProblem(
                history.getAs(auditor, "/v1/notifications/orders/o-1?purpose=test&" + query), 400, "bad-parameter");
    }

    @Test
    void aPageBelongsToItsNotificationAndItsOrder() {
        String next = notification(auditor, "/v1/notifications/news/g-1?purpose=test&limit=5")
                .path("next")
                .asString();

        assertProblem(
                history.getAs(auditor, "/v1/notifications/orders/o-1?purpose=test&next=" + next), 400, "bad-parameter");
        assertProblem(
                history.getAs(auditor, "/v1/notifications/news/g-1?purpose=test&order=desc&next=" + next),
                400,
                "bad-parameter");
    }

    @Test
    void idsThatCannotStandInAPathAreNamedByParameters() {
        String named = "source=" + encoded("a/b;c") + "&id=" + encoded("%2e&d?#ü") + "&purpose=test";

        JsonNode shown = notification(auditor, "/v1/notifications?" + named);
        JsonNode ledger = json(200, history.getAs(auditor, "/v1/notifications/ledger?user=user-2&" + named));

        assertThat(shown.path("id").asString()).isEqualTo("%2e&d?#ü");
        assertThat(texts(shown.path("recipients"), "user")).containsExactly("user-2");
        assertThat(ledger.path("outcome").asString()).isEqualTo("pending");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b/o-1", "orders/%00", "orders/%E2%80%8B", "orders/a%0Ab"})
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
                history.getAs(auditor, "/v1/notifications/orders/o-1/ledger?purpose=test&user=a%20b"), 400, "bad-user");
    }

    private static void assertHidden(String token, String source, String id, String user) {
        assertProblem(
                history.getAs(token, "/v1/notifications/" + source + "/" + id + "?purpose=test"), 404, "not-found");
        JsonNode hidden = ledger(token, source, id, user);
        JsonNode nothing = ledger(token, source, "nothing-1", user);
        assertThat(hidden.toString().replace(id, "nothing-1")).isEqualTo(nothing.toString());
    }

    private static String audit(Map<String, List<String>> reach) {
        return issuer.token(new TokenRequest("auditor-1", Set.of("audit"), Duration.ofHours(1), "session-1", reach));
    }

    private static String at(int second) {
        return NOW.plusSeconds(second).toString();
    }

    private static JsonNode ledger(String token, String source, String id, String user) {
        return ledger(token, source, id, user, "test");
    }

    private static JsonNode ledger(String token, String source, String id, String user, String purpose) {
        return json(
                200,
                history.getAs(
                        token,
                        "/v1/notifications/%s/%s/ledger?user=%s&purpose=%s".formatted(source, id, user, purpose)));
    }

    private static JsonNode notification(String token, String path) {
        return json(200, history.getAs(token, path));
    }

    private static JsonNode json(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return RunningHistory.json(answer);
    }

    private static List<String> users(String path) {
        List<String> all = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = notification(auditor, path + (next.isEmpty() ? "" : "&next=" + next));
            all.addAll(texts(page.path("recipients"), "user"));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return all;
    }

    private static List<String> texts(JsonNode array, String field) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.path(field).asString()));
        return texts;
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

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(RunningHistory.json(response).path("type").asString()).isEqualTo("urn:posthorn:problem:" + type);
    }
}
