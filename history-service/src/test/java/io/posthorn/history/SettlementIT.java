// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.PositionRange;
import io.posthorn.contracts.v1.RangeOutcome;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.contracts.v1.SkipCount;
import io.posthorn.history.rig.Records;
import io.posthorn.history.rig.Replays;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What became of messages that only history has is on record before anything goes on past it. */
@RealKafka
@RealCassandra
class SettlementIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String USER = "settled-1";

    static KafkaSpace space;
    static CassandraSpace servers;

    private KafkaSpace kafka;
    private CassandraSpace cassandra;
    private TokenIssuer issuer;
    private TestLog log;
    private int partition;
    private final TestMessages own = new TestMessages(USER);
    private final TestMessages everyone = new TestMessages("");

    @BeforeEach
    void start(@TempDir Path folder, TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase();
        kafka = new KafkaSpace(space.bootstrapServers(), space.topicPrefix() + "_" + name);
        cassandra = new CassandraSpace(
                servers.host(),
                servers.port(),
                servers.localDatacenter(),
                name.substring(0, Math.min(40, name.length())));
        issuer = TokenIssuer.start(folder, 0);
        log = new TestLog(kafka).createTopics();
        partition = log.partition(USER);
    }

    @AfterEach
    void stop() {
        log.close();
        issuer.close();
    }

    @Test
    void eachRowOfTheRangeHasItsReceiptThoughItCameInTheSameBatch() {
        Message before = own.next(10, NOW);
        Message first = own.next(20, NOW);
        Message unknown = everyone.next(15, NOW);
        Message broadcast = everyone.next(30, NOW, "system");
        Message last = own.next(40, NOW, "critical");
        Message after = own.next(50, NOW);
        try (RunningHistory history = RunningHistory.start(kafka, cassandra, issuer)) {
            log.commit(
                    partition,
                    TestLog.fact(before),
                    TestLog.fact(unknown),
                    TestLog.fact(first),
                    TestLog.fact(broadcast),
                    TestLog.fact(last),
                    TestLog.fact(after),
                    TestLog.fact(delivered(before, last)
                            .setBroadcastsAfter(unknown.getPosition())
                            .build()),
                    TestLog.fact(own.next(60, NOW)));

            awaitReceipts(3);
            assertThat(log.receipts(USER)).allSatisfy(receipt -> {
                assertThat(receipt.getState()).isEqualTo(ReceiptState.RECEIPT_STATE_DELIVERED);
                assertThat(receipt.getDevice()).isEqualTo("phone");
                assertThat(receipt.getAt()).isEqualTo(NOW.toEpochMilli());
            });
            assertThat(ids()).containsExactlyInAnyOrder("n-20", "n-30", "n-40");
            assertThat(log.read(Topic.RECEIPTS)).extracting(Records::key).contains("orders/n-20");
            awaitPersisted(60);
            assertThat(history.count("posthorn.history.settled")).isEqualTo(3);
        }
    }

    @Test
    void whatTheDeviceWasToldAsSkippedIsNotSettled() {
        Message skipped = own.next(10, NOW);
        Message kept = own.next(20, NOW);
        RangeOutcome.Builder order = delivered(Positions.START, kept.getPosition())
                .addSkipped(PositionRange.newBuilder().setUpTo(skipped.getPosition()));
        try (RunningHistory history = RunningHistory.start(kafka, cassandra, issuer)) {
            log.commit(partition, TestLog.fact(skipped), TestLog.fact(kept), TestLog.fact(order.build()));

            awaitReceipts(1);
            assertThat(ids()).containsExactly("n-20");
            assertThat(history.isReady()).isTrue();
        }
    }

    @Test
    void aLongRangeIsSettledSomeAtATimeAndOnlyThenPassed() {
        List<MessageRecord> facts = new ArrayList<>();
        for (int offset = 1; offset <= 5_000; offset++) {
            facts.add(TestLog.fact((offset % 10 == 0 ? everyone : own).next(offset, NOW)));
        }
        log.commit(partition, facts.toArray(MessageRecord[]::new));
        log.commit(partition, TestLog.fact(delivered(Positions.START, at(5_000)).build()));
        log.commit(partition, TestLog.fact(own.next(5_001, NOW)));
        String[] settings = {"posthorn.history.settling.rows=100", "posthorn.history.writing.slice-rows=700"};
        try (RunningHistory history = RunningHistory.start(kafka, cassandra, issuer, settings)) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                List<Position> told = log.persisted(partition);
                assertThat(told).extracting(Position::getOffset).contains(5_001L);
            });
            assertThat(log.receipts(USER))
                    .as("all of them, when the watermark has passed")
                    .hasSize(5_000);
            assertThat(new HashSet<>(ids())).hasSize(5_000);
            assertThat(history.count("posthorn.history.settled")).isEqualTo(5_000);
        }
    }

    @Test
    void doneAgainItComesOutTheSame() {
        Message first = own.next(10, NOW);
        Message second = own.next(20, NOW);
        log.commit(
                partition,
                TestLog.fact(first),
                TestLog.fact(second),
                TestLog.fact(delivered(Positions.START, second.getPosition()).build()));
        run(() -> {
            awaitReceipts(2);
            awaitPersisted(20);
        });
        List<Receipt> before = log.receipts(USER);

        // As after a kill between the receipts and the commit.
        TestLog.get(log.admin()
                .deleteConsumerGroups(List.of(kafka.topicPrefix() + ".history"))
                .all());
        run(() -> awaitReceipts(4));

        assertThat(log.receipts(USER)).hasSize(4);
        assertThat(new HashSet<>(log.receipts(USER))).isEqualTo(new HashSet<>(before));
    }

    /** Cassandra refuses to read over so many dead rows at once: 100,000 cells, a dozen and more in each. */
    @Test
    void aPileOfRowsThatHaveExpiredStopsNeitherReceiptsNorPages() {
        Instant almostGone = Instant.now().minus(Duration.ofDays(7)).plusSeconds(30);
        List<MessageRecord> facts = new ArrayList<>();
        for (int offset = 1; offset <= 15_000; offset++) {
            facts.add(TestLog.fact(own.next(offset, almostGone, "chat")));
        }
        Message last = own.next(15_001, NOW, "system");
        facts.add(TestLog.fact(last));
        log.commit(partition, facts.toArray(MessageRecord[]::new));
        try (RunningHistory history = RunningHistory.start(kafka, cassandra, issuer)) {
            awaitPersisted(15_001);
            assertThat(history.count("posthorn.history.rows")).isEqualTo(15_001);
            await().atMost(PATIENCE)
                    .until(() -> Instant.now()
                            .isAfter(almostGone.plus(Duration.ofDays(7)).plusSeconds(5)));

            log.commit(
                    partition,
                    TestLog.fact(delivered(Positions.START, last.getPosition()).build()),
                    TestLog.fact(own.next(15_002, NOW, "system")));

            awaitPersisted(15_002);
            assertThat(ids()).containsExactly("n-15001");

            Replays replays = new Replays(log);
            replays.walk(
                    Replays.request(USER, Positions.START, last.getPosition()).build());
            assertThat(replays.deliveries(USER))
                    .extracting(each -> each.getPosition().getOffset())
                    .containsExactly(15_000L, 15_001L);
            assertThat(Replays.counts(replays.deliveries(USER).get(0)))
                    .extracting(SkipCount::getCount)
                    .containsExactly(15_000L);
        }
    }

    private void run(Runnable whileItRuns) {
        try (RunningHistory history = RunningHistory.start(kafka, cassandra, issuer)) {
            whileItRuns.run();
            assertThat(history.isLive()).isTrue();
        }
    }

    private static RangeOutcome.Builder delivered(Message after, Message upTo) {
        return delivered(after.getPosition(), upTo.getPosition());
    }

    private static RangeOutcome.Builder delivered(Position after, Position upTo) {
        return RangeOutcome.newBuilder()
                .setUser(USER)
                .setDevice("phone")
                .setGateway("gateway-1")
                .setConnection("c-1")
                .setAfter(after)
                .setUpTo(upTo)
                .setState(ReceiptState.RECEIPT_STATE_DELIVERED)
                .setAt(NOW.toEpochMilli());
    }

    private static Position at(long offset) {
        return Positions.of(1, offset, NOW.toEpochMilli());
    }

    private List<String> ids() {
        return log.receipts(USER).stream().map(Receipt::getId).toList();
    }

    private void awaitReceipts(int count) {
        await().atMost(PATIENCE).until(() -> log.receipts(USER).size() >= count);
    }

    private void awaitPersisted(long offset) {
        await().atMost(PATIENCE)
                .until(() -> log.persisted(partition).stream().anyMatch(each -> each.getOffset() >= offset));
    }
}
