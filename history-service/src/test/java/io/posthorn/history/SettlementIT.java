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
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What became of messages that only history has is on record before anything goes on past it. */
@RealKafka
@RealCassandra
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class SettlementIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static TestLog log;
    private static RunningHistory history;

    private int partition;
    private String user = "";
    private TestMessages own = new TestMessages("");
    private final TestMessages everyone = new TestMessages("");

    @BeforeAll
    static void start(@TempDir Path folder) {
        issuer = TokenIssuer.start(folder, 0);
        log = new TestLog(kafka).createTopics();
        history = RunningHistory.start(kafka, cassandra, issuer);
    }

    @AfterAll
    static void stop() {
        history.close();
        log.close();
        issuer.close();
    }

    /** Each partition has its own watermark and broadcasts. */
    private void use(int partition, String name) {
        this.partition = partition;
        user = log.userOn(partition, name);
        own = new TestMessages(user);
    }

    @Test
    void eachRowOfTheRangeHasItsReceiptThoughItCameInTheSameBatch() {
        use(0, "batch");
        double settled = history.count("posthorn.history.settled");
        Message before = own.next(10, NOW);
        Message first = own.next(20, NOW);
        Message unknown = everyone.next(15, NOW);
        Message broadcast = everyone.next(30, NOW, "system");
        Message last = own.next(40, NOW, "critical");
        Message after = own.next(50, NOW);
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
        assertThat(log.receipts(user)).allSatisfy(receipt -> {
            assertThat(receipt.getState()).isEqualTo(ReceiptState.RECEIPT_STATE_DELIVERED);
            assertThat(receipt.getDevice()).isEqualTo("phone");
            assertThat(receipt.getAt()).isEqualTo(NOW.toEpochMilli());
        });
        assertThat(ids()).containsExactlyInAnyOrder("n-20", "n-30", "n-40");
        assertThat(log.read(Topic.RECEIPTS)).extracting(Records::key).contains("orders/n-20");
        awaitPersisted(60);
        assertThat(history.count("posthorn.history.settled") - settled).isEqualTo(3);
    }

    @Test
    void whatTheDeviceWasToldAsSkippedIsNotSettled() {
        use(1, "skipped");
        Message skipped = own.next(10, NOW);
        Message kept = own.next(20, NOW);
        RangeOutcome.Builder order = delivered(Positions.START, kept.getPosition())
                .addSkipped(PositionRange.newBuilder().setUpTo(skipped.getPosition()));

        log.commit(partition, TestLog.fact(skipped), TestLog.fact(kept), TestLog.fact(order.build()));

        awaitReceipts(1);
        assertThat(ids()).containsExactly("n-20");
        assertThat(history.isReady()).isTrue();
    }

    @Test
    void doneAgainItComesOutTheSame() {
        use(3, "again");
        Message first = own.next(10, NOW);
        Message second = own.next(20, NOW);
        log.commit(
                partition,
                TestLog.fact(first),
                TestLog.fact(second),
                TestLog.fact(delivered(Positions.START, second.getPosition()).build()));
        awaitReceipts(2);
        awaitPersisted(20);
        List<Receipt> before = log.receipts(user);

        history.close();
        readAgainFromTheStart();
        history = RunningHistory.start(kafka, cassandra, issuer);

        awaitReceipts(4);
        assertThat(log.receipts(user)).hasSize(4);
        assertThat(new HashSet<>(log.receipts(user))).isEqualTo(new HashSet<>(before));
    }

    /** As after a kill between the receipts and the commit. */
    private void readAgainFromTheStart() {
        TopicPartition messages = new TopicPartition(log.topics().name(Topic.MESSAGES), partition);
        TestLog.get(log.admin()
                .alterConsumerGroupOffsets(log.topics().historyGroup(), Map.of(messages, new OffsetAndMetadata(0)))
                .all());
    }

    /** Cassandra refuses to read over so many dead rows at once: 100,000 cells, a dozen and more in each. */
    @Test
    void aPileOfRowsThatHaveExpiredStopsNeitherReceiptsNorPages() {
        use(2, "pile");
        double rows = history.count("posthorn.history.rows");
        Instant almostGone = Instant.now().minus(Duration.ofDays(7)).plusSeconds(20);
        List<MessageRecord> facts = new ArrayList<>();
        for (int offset = 1; offset <= 15_000; offset++) {
            facts.add(TestLog.fact(own.next(offset, almostGone, "chat")));
        }
        Message last = own.next(15_001, NOW, "system");
        facts.add(TestLog.fact(last));
        log.commit(partition, facts.toArray(MessageRecord[]::new));
        awaitPersisted(15_001);
        assertThat(history.count("posthorn.history.rows") - rows).isEqualTo(15_001);
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
        replays.walk(Replays.request(user, Positions.START, last.getPosition()).build());
        assertThat(replays.deliveries(user))
                .extracting(each -> each.getPosition().getOffset())
                .containsExactly(15_000L, 15_001L);
        assertThat(Replays.counts(replays.deliveries(user).get(0)))
                .extracting(SkipCount::getCount)
                .containsExactly(15_000L);
    }

    /** Is the last, as it leaves a service with settings of its own. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aLongRangeIsSettledSomeAtATimeAndOnlyThenPassed() {
        use(1, "long");
        history.close();
        List<MessageRecord> facts = new ArrayList<>();
        for (int offset = 1; offset <= 5_000; offset++) {
            facts.add(TestLog.fact((offset % 10 == 0 ? everyone : own).next(1_000 + offset, NOW)));
        }
        log.commit(partition, facts.toArray(MessageRecord[]::new));
        log.commit(partition, TestLog.fact(delivered(Positions.START, at(6_000)).build()));
        log.commit(partition, TestLog.fact(own.next(6_001, NOW)));

        history = RunningHistory.start(
                kafka,
                cassandra,
                issuer,
                "posthorn.history.settling.rows=100",
                "posthorn.history.writing.slice-rows=700");

        awaitPersisted(6_001);
        assertThat(log.receipts(user))
                .as("all of them, when the watermark has passed")
                .hasSize(5_000);
        assertThat(new HashSet<>(ids())).hasSize(5_000);
        assertThat(history.count("posthorn.history.settled")).isEqualTo(5_000);
    }

    private RangeOutcome.Builder delivered(Message after, Message upTo) {
        return delivered(after.getPosition(), upTo.getPosition());
    }

    private RangeOutcome.Builder delivered(Position after, Position upTo) {
        return RangeOutcome.newBuilder()
                .setUser(user)
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
        return log.receipts(user).stream().map(Receipt::getId).toList();
    }

    private void awaitReceipts(int count) {
        await().atMost(PATIENCE).until(() -> log.receipts(user).size() >= count);
    }

    private void awaitPersisted(long offset) {
        await().atMost(PATIENCE)
                .until(() -> log.persisted(partition).stream().anyMatch(each -> each.getOffset() >= offset));
    }
}
