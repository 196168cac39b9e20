// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.contracts.v1.ReplayProgressed;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.contracts.v1.SkipCount;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.history.rig.Records;
import io.posthorn.history.rig.Replays;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.history.tier.Bucket;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page stands in the gateway's topic, in order and without a hole, before the router hears of it. */
@RealKafka
@RealCassandra
class ReplayIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestLog log;
    private static TestStore store;
    private static Replays replays;

    @BeforeAll
    static void start(@TempDir Path folder) {
        issuer = TokenIssuer.start(folder, 0);
        log = new TestLog(kafka);
        replays = new Replays(log);
        history = RunningHistory.start(kafka, cassandra, issuer, "posthorn.history.writing.slice-rows=4");
        store = new TestStore(cassandra);
    }

    @AfterAll
    static void stop() {
        store.close();
        history.close();
        log.close();
        issuer.close();
    }

    @Test
    void pagesFollowEachOtherOverSlicesTiersAndMonths() {
        TestMessages user = new TestMessages("replayed-1");
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            Instant appended = NOW.minus(Duration.ofDays(60 - 2L * i));
            messages.add(user.next(100 + i, appended, i % 3 == 0 ? "critical" : i % 3 == 1 ? "system" : "archive"));
        }
        commit(messages);
        Position end = messages.get(24).getPosition();

        ReplayRequest request =
                request("replayed-1", Positions.START, end).setMaxMessages(10).build();

        assertThat(replays.walk(request)).isEqualTo(3);
        List<Delivery> deliveries = replays.deliveries("replayed-1");
        assertThat(deliveries)
                .extracting(each -> each.getMessage().getId())
                .containsExactlyElementsOf(messages.stream()
                        .map(each -> each.getNotification().getId())
                        .toList());
        Replays.assertChain(Positions.START, deliveries);
        assertThat(deliveries).allSatisfy(each -> {
            assertThat(each.getReplayed()).isTrue();
            assertThat(each.getMessage())
                    .isEqualTo(messages.get((int) each.getPosition().getOffset() - 100)
                            .getNotification());
        });
    }

    @Test
    void progressTellsWhatThePageHolds() {
        TestMessages user = new TestMessages("counted-1");
        List<Message> messages = List.of(user.next(1, NOW), user.next(2, NOW), user.next(3, NOW));
        commit(messages);
        ReplayRequest request = request(
                        "counted-1",
                        messages.get(0).getPosition(),
                        messages.get(2).getPosition())
                .build();

        log.ask(request);

        ReplayProgressed progress = progressAfter(request, request.getAfter());
        assertThat(progress.getUpTo()).isEqualTo(messages.get(2).getPosition());
        assertThat(progress.getMessages()).isEqualTo(2);
        assertThat(progress.getBytes())
                .isEqualTo(messages.get(1).getSerializedSize() + messages.get(2).getSerializedSize());
        assertThat(event(request).getIncarnation()).isEqualTo(7);
        assertThat(event(request).getDevice()).isEqualTo("phone");
    }

    @Test
    void whatTimeHasTakenIsOneSkip() {
        TestMessages user = new TestMessages("expired-1");
        Instant old = NOW.minus(Duration.ofDays(20));
        List<Message> messages = List.of(user.next(1, old), user.next(2, old), user.next(3, NOW), user.next(4, NOW));
        commit(messages);
        ReplayRequest request = request(
                        "expired-1", Positions.START, messages.get(3).getPosition())
                .build();

        log.ask(request);

        progressAfter(request, Positions.START);
        List<Delivery> deliveries = replays.deliveries("expired-1");
        assertThat(deliveries).hasSize(3);
        assertThat(deliveries.get(0).getPosition()).isEqualTo(messages.get(1).getPosition());
        assertThat(Replays.counts(deliveries.get(0)))
                .containsExactly(SkipCount.newBuilder()
                        .setReason(SkipReason.SKIP_REASON_EXPIRED)
                        .setClassName("unknown")
                        .setCount(2)
                        .build());
        Replays.assertChain(Positions.START, deliveries);
    }

    @Test
    void aHoleEndsThePageAndIsSkippedOnlyAfterThreeBreaks() {
        TestMessages user = new TestMessages("broken-1");
        List<Message> messages = List.of(user.next(1, NOW), user.next(2, NOW), user.next(3, NOW), user.next(4, NOW));
        commit(messages);
        store.rows(
                "DELETE FROM %s.messages_7d WHERE user = 'broken-1' AND month = ? AND slice = 0 AND era = 1"
                        + " AND offset = 2",
                Bucket.month(NOW));
        ReplayRequest request = request(
                        "broken-1", Positions.START, messages.get(3).getPosition())
                .build();

        log.ask(request);
        assertThat(progressAfter(request, Positions.START).getUpTo())
                .isEqualTo(messages.get(0).getPosition());

        ReplayRequest again =
                request.toBuilder().setAfter(messages.get(0).getPosition()).build();
        double broken = history.count("posthorn.history.replay.holes");
        for (int breaks = 0; breaks < 3; breaks++) {
            log.ask(again.toBuilder().setBreaks(breaks).build());
            double expected = broken + breaks + 1;
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> history.count("posthorn.history.replay.holes") == expected);
        }
        assertThat(replays.deliveries("broken-1")).as("nothing past the hole").hasSize(1);

        log.ask(again.toBuilder().setBreaks(3).build());
        assertThat(progressAfter(again, again.getAfter()).getUpTo())
                .isEqualTo(messages.get(3).getPosition());
        List<Delivery> deliveries = replays.deliveries("broken-1");
        assertThat(deliveries).hasSize(4);
        assertThat(Replays.counts(deliveries.get(1)))
                .containsExactly(SkipCount.newBuilder()
                        .setReason(SkipReason.SKIP_REASON_UNEXPLAINED)
                        .setClassName("unknown")
                        .setCount(1)
                        .build());
        Replays.assertChain(Positions.START, deliveries);
        assertThat(replays.receipts("broken-1")).singleElement().satisfies(receipt -> {
            assertThat(receipt.getState()).isEqualTo(ReceiptState.RECEIPT_STATE_SKIPPED);
            assertThat(receipt.getReason()).isEqualTo("unexplained");
            assertThat(receipt.getPosition()).isEqualTo(messages.get(1).getPosition());
        });
    }

    @Test
    void whatCameTooLateForADeviceIsSkippedAndPutOnRecord() {
        TestMessages user = new TestMessages("brief-1");
        Message made = user.next(1, NOW.minus(Duration.ofMinutes(5)), "system");
        Message brief = made.toBuilder()
                .setNotification(made.getNotification().toBuilder()
                        .setTtl(com.google.protobuf.Duration.newBuilder().setSeconds(60)))
                .build();
        Message second = user.next(2, NOW);
        commit(List.of(brief, second));
        ReplayRequest request =
                request("brief-1", Positions.START, second.getPosition()).build();

        log.ask(request);

        progressAfter(request, Positions.START);
        List<Delivery> deliveries = replays.deliveries("brief-1");
        assertThat(deliveries).hasSize(2);
        assertThat(Replays.counts(deliveries.get(0)))
                .containsExactly(SkipCount.newBuilder()
                        .setReason(SkipReason.SKIP_REASON_EXPIRED)
                        .setClassName("system")
                        .setCount(1)
                        .build());
        assertThat(replays.receipts("brief-1")).singleElement().satisfies(receipt -> {
            assertThat(receipt.getState()).isEqualTo(ReceiptState.RECEIPT_STATE_EXPIRED);
            assertThat(receipt.getId()).isEqualTo("n-1");
        });
    }

    @Test
    void aDeviceThatWasAwayForYearsIsToldHowManyItMissed() {
        TestMessages user = new TestMessages("absent-1");
        Message acked = user.next(1, NOW.minus(Duration.ofDays(3_000)));
        for (int offset = 2; offset <= 100; offset++) {
            Instant appended = NOW.minus(Duration.ofDays(3_000 - 25L * offset));
            user.next(offset, appended);
            store.rows(
                    "INSERT INTO %s.slices (user, month, slice, tier) VALUES ('absent-1', ?, 0, '7d')",
                    Bucket.month(appended));
        }
        Message kept = user.next(101, NOW.minus(Duration.ofDays(40)), "system");
        user.next(102, NOW.minus(Duration.ofDays(30)));
        user.next(103, NOW.minus(Duration.ofDays(29)));
        Message last = user.next(104, NOW);
        commit(List.of(kept, last));

        log.ask(request("absent-1", Positions.START, last.getPosition()).build());

        progressAfter(request("absent-1", Positions.START, last.getPosition()).build(), Positions.START);
        List<Delivery> all = replays.deliveries("absent-1");
        assertThat(all).extracting(each -> each.getPosition().getOffset()).containsExactly(100L, 101L, 103L, 104L);
        assertThat(Replays.counts(all.get(0))).containsExactly(unknown(100));
        assertThat(Replays.counts(all.get(2))).containsExactly(unknown(2));

        ReplayRequest fromCursor = request("absent-1", acked.getPosition(), last.getPosition())
                .setConnection("with-cursor")
                .build();
        log.ask(fromCursor);
        progressAfter(fromCursor, acked.getPosition());
        assertThat(Replays.counts(replays.deliveriesTo("with-cursor").get(0)))
                .as("of what was there before its cursor nothing is left: at least one")
                .containsExactly(unknown(1));
    }

    private static SkipCount unknown(int count) {
        return SkipCount.newBuilder()
                .setReason(SkipReason.SKIP_REASON_EXPIRED)
                .setClassName("unknown")
                .setCount(count)
                .build();
    }

    @Test
    void ofOneCollapseKeyOnlyTheNewestIsDeliveredAndTheOthersAreOnRecord() {
        TestMessages user = new TestMessages("collapsed-1");
        List<Message> messages = List.of(
                collapsing(user.next(1, NOW, "system")),
                user.next(2, NOW),
                collapsing(user.next(3, NOW, "system")),
                collapsing(user.next(4, NOW, "system")));
        commit(messages);
        ReplayRequest request = request(
                        "collapsed-1", Positions.START, messages.get(3).getPosition())
                .build();

        log.ask(request);

        assertThat(progressAfter(request, Positions.START).getMessages()).isEqualTo(2);
        List<Delivery> deliveries = replays.deliveries("collapsed-1");
        assertThat(deliveries)
                .extracting(each -> each.getPosition().getOffset())
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(Replays.counts(deliveries.get(0)))
                .containsExactly(SkipCount.newBuilder()
                        .setReason(SkipReason.SKIP_REASON_COLLAPSED)
                        .setClassName("system")
                        .setCount(1)
                        .build());
        Replays.assertChain(Positions.START, deliveries);
        assertThat(replays.receipts("collapsed-1"))
                .allSatisfy(receipt -> {
                    assertThat(receipt.getState()).isEqualTo(ReceiptState.RECEIPT_STATE_SKIPPED);
                    assertThat(receipt.getReason()).isEqualTo("collapsed");
                    assertThat(receipt.getDevice()).isEqualTo("phone");
                })
                .extracting(receipt -> receipt.getId())
                .containsExactlyInAnyOrder("n-1", "n-3");
    }

    private static Message collapsing(Message message) {
        return message.toBuilder()
                .setNotification(message.getNotification().toBuilder().setCollapseKey("parcel"))
                .build();
    }

    @Test
    void aForgedAppendTimeInACursorHidesNothingForLong() {
        TestMessages user = new TestMessages("forged-1");
        Instant before = NOW.minus(Duration.ofDays(70));
        List<Message> messages =
                List.of(user.next(1, before, "critical"), user.next(2, before, "critical"), user.next(3, NOW));
        commit(messages);
        Position forged = Positions.of(1, 1, NOW.toEpochMilli());
        ReplayRequest request = request("forged-1", forged, messages.get(2).getPosition())
                .setBreaks(1)
                .build();

        log.ask(request);

        progressAfter(request, forged);
        assertThat(replays.deliveries("forged-1"))
                .extracting(each -> each.getPosition().getOffset())
                .containsExactly(2L, 3L);
    }

    @Test
    void withoutTheGatewaysTopicThereIsNoProgressAndTheNextRequestIsServed() {
        TestMessages user = new TestMessages("orphan-1");
        Message message = user.next(1, NOW);
        commit(List.of(message));
        double dropped = history.count("posthorn.history.replay.dropped");

        log.ask(request("orphan-1", Positions.START, message.getPosition())
                .setConnection("lost")
                .setGateway("gone")
                .build());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> history.count("posthorn.history.replay.dropped") == dropped + 1);
        ReplayRequest next =
                request("orphan-1", Positions.START, message.getPosition()).build();
        log.ask(next);

        progressAfter(next, Positions.START);
        assertThat(replays.events("orphan-1"))
                .extracting(ConnectionEvent::getConnection)
                .containsExactly(next.getConnection());
    }

    @Test
    void lateAndUnreadableRequestsStopNothing() {
        TestMessages user = new TestMessages("punctual-1");
        Message message = user.next(1, NOW);
        commit(List.of(message));
        ReplayRequest late = request("punctual-1", Positions.START, message.getPosition())
                .setConnection("late")
                .setDeadline(NOW.minusSeconds(1).toEpochMilli())
                .build();
        ReplayRequest next =
                request("punctual-1", Positions.START, message.getPosition()).build();

        log.ask(late);
        log.sendRaw(Topic.REPLAY, log.partition("punctual-1"), "no request".getBytes(StandardCharsets.UTF_8));
        log.ask(next);

        progressAfter(next, Positions.START);
        assertThat(replays.deliveriesTo("late")).isEmpty();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> log.read(Topic.REJECTED).stream()
                        .anyMatch(each -> Records.header(each, "posthorn-topic").endsWith(".replay")));
    }

    /** Returns when all of it is written. */
    private static void commit(List<Message> messages) {
        double before = history.count("posthorn.history.rows");
        log.commit(messages);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> history.count("posthorn.history.rows") >= before + messages.size());
    }

    private static ReplayRequest.Builder request(String user, Position after, Position upTo) {
        return Replays.request(user, after, upTo);
    }

    private static ReplayProgressed progressAfter(ReplayRequest request, Position after) {
        return replays.progressAfter(request, after);
    }

    private static ConnectionEvent event(ReplayRequest request) {
        return replays.events(request.getUser()).get(0);
    }
}
