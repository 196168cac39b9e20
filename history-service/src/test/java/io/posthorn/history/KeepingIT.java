// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.kept.Shards;
import io.posthorn.history.rig.Records;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
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
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Receipts become rows, once each, whatever else is on their topic and however often it is read. */
@RealKafka
@RealCassandra
class KeepingIT {

    private static final Instant NOW =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(10));
    private static final Position AT = Positions.of(1, 17, NOW.toEpochMilli());
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestStore store;
    private static TestLog log;

    @BeforeAll
    static void start(@TempDir Path folder) {
        issuer = TokenIssuer.start(folder, 0);
        history = RunningHistory.start(kafka, cassandra, issuer);
        store = new TestStore(cassandra);
        log = new TestLog(kafka);
    }

    @AfterAll
    static void stop() {
        log.close();
        store.close();
        history.close();
        issuer.close();
    }

    private static TestReceipts receipts(String id) {
        return new TestReceipts("orders", id, "system", NOW);
    }

    @Test
    void readingTheTopicAgainFromItsStartGivesTheSameRows() {
        TestReceipts told = receipts("again-1").accepted(0);
        IntStream.range(0, 4).forEach(partition -> told.routed(AT, partition));
        for (int i = 0; i < 50; i++) {
            told.ofUser("user-" + i, AT, ReceiptState.RECEIPT_STATE_PENDING);
            told.onDevice("user-" + i, AT, "phone", ReceiptState.RECEIPT_STATE_DELIVERED);
        }
        log.tell(told.all());
        awaitRows("again-1", 1 + 4 + 100);
        List<String> before = written("again-1");
        history.close();
        TestLog.get(log.admin()
                .deleteConsumerGroups(List.of(kafka.topicPrefix() + ".history.receipts"))
                .all());

        history = RunningHistory.start(kafka, cassandra, issuer);

        await().atMost(PATIENCE)
                .until(() ->
                        history.count("posthorn.history.receipts") >= told.all().size());
        assertThat(written("again-1")).hasSize(105).isEqualTo(before);
    }

    @Test
    void whatADeviceDidIsOneRowHoweverOftenItIsToldAndTheLastOneCounts() {
        TestReceipts told = receipts("repeated-1");
        for (int i = 0; i < 3; i++) {
            told.onDevice("user-1", AT, "phone", ReceiptState.RECEIPT_STATE_DELIVERED);
        }
        log.tell(told.all());
        log.tell(receipts("repeated-1").rejected("bad-ttl").all());

        awaitRows("repeated-1", 2);
        assertThat(rows("repeated-1"))
                .filteredOn(row -> row.getInt("state") == ReceiptState.RECEIPT_STATE_DELIVERED.getNumber())
                .singleElement()
                .satisfies(row -> assertThat(row.getInstant("at")).isEqualTo(told.at(2)));
    }

    /** Posted to three, and five minutes later to two of them by a producer that tries again, and once more to nobody new. */
    @Test
    void eachAcceptanceAndEachDuplicateIsKeptAndTheFirstAcceptanceIsShown() {
        TestReceipts told = receipts("retried-1").accepted(3);
        for (int i = 1; i <= 3; i++) {
            told.ofUser("user-" + i, AT, ReceiptState.RECEIPT_STATE_PENDING);
        }
        for (int i = 0; i < 3; i++) {
            told.accepted(2)
                    .ofUser("user-1", AT, ReceiptState.RECEIPT_STATE_DUPLICATE)
                    .ofUser("user-2", AT, ReceiptState.RECEIPT_STATE_DUPLICATE);
        }
        log.tell(told.all());

        awaitRows("retried-1", 4 + 9);
        JsonNode shown = asked("/v1/notifications/orders/retried-1?purpose=test");
        assertThat(shown.path("accepted").path("at").asString())
                .isEqualTo(told.at(0).toString());
        assertThat(shown.path("accepted").path("users").asInt()).isEqualTo(3);
        assertThat(shown.path("accepted").path("again").asInt()).isEqualTo(3);
        assertThat(shown.path("accepted").path("lastAt").asString())
                .isEqualTo(told.at(10).toString());
        JsonNode ledger = asked("/v1/notifications/orders/retried-1/ledger?user=user-1&purpose=test");
        assertThat(ledger.path("accepted")).isEqualTo(shown.path("accepted"));
        assertThat(ledger.path("messages").path(0).path("states").size()).isEqualTo(4);
        assertThat(asked("/v1/notifications/orders/retried-1/ledger?user=user-4&purpose=test")
                        .path("outcome")
                        .asString())
                .isEqualTo("not-addressed");
    }

    /** What was left unset would show the number of the acceptance before. */
    @Test
    void thatAnAcceptanceWasForEveryoneIsWritten() {
        log.tell(receipts("everyone-1").accepted(0).all());

        awaitRows("everyone-1", 1);
        assertThat(rows("everyone-1").get(0).isNull("recipients")).isFalse();
    }

    private static JsonNode asked(String path) {
        var answer = history.getAs(issuer.token(new TokenRequest("auditor-1", "audit")), path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return RunningHistory.json(answer);
    }

    @Test
    void rowsLiveAsLongAsIsSaidFromTheirAppend() {
        log.tell(receipts("living-1").accepted(1).all());

        awaitRows("living-1", 1);
        assertThat(rows("living-1").get(0).getInt("left"))
                .isBetween((int) Duration.ofDays(365).minusMinutes(2).toSeconds(), (int)
                        Duration.ofDays(365).toSeconds());
    }

    @Test
    void whatIsNoReceiptIsParkedAndNothingStops() {
        double parked = history.count("posthorn.history.parked");
        int partition = 2;
        log.sendRaw(Topic.RECEIPTS, partition, "no protobuf at all".getBytes(StandardCharsets.UTF_8));
        log.sendRaw(Topic.RECEIPTS, partition, new byte[0]);
        log.sendRaw(
                Topic.RECEIPTS,
                partition,
                Receipt.newBuilder()
                        .setSource("orders")
                        .setId("with space ")
                        .setState(ReceiptState.RECEIPT_STATE_ACCEPTED)
                        .build()
                        .toByteArray());
        List<Receipt> after = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            after.addAll(receipts("after-" + i).accepted(1).all());
        }
        log.tell(after);

        for (int i = 0; i < 20; i++) {
            awaitRows("after-" + i, 1);
        }
        await().atMost(PATIENCE).until(() -> history.count("posthorn.history.parked") == parked + 3);
        assertThat(log.parked(Topic.RECEIPTS))
                .extracting(each -> Records.header(each, Rejection.REASON_HEADER) + ": "
                        + Records.header(each, Rejection.DETAIL_HEADER))
                .contains(
                        "unparseable: the value is no Receipt",
                        "failed: state is none that is known",
                        "failed: source or id is no id");
    }

    /** The broker took it, and takes not even its key with the headers that say why it is parked. */
    @Test
    void aKeyThatFillsARecordIsParkedByItsPlace() {
        byte[] key = new byte[(1 << 20) - 150];
        new Random(7).nextBytes(key);
        log.say(Topic.RECEIPTS, 1, key, "no Receipt".getBytes(StandardCharsets.UTF_8));
        double committed = history.count("posthorn.history.receipts");
        List<Receipt> after = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            after.addAll(receipts("behind-" + i).accepted(1).all());
        }
        log.tell(after);

        await().atMost(PATIENCE).until(() -> history.count("posthorn.history.receipts") >= committed + after.size());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log.read(Topic.REJECTED))
                        .filteredOn(each -> Records.header(each, Rejection.DETAIL_HEADER)
                                .contains("its key, headers and value stand only"))
                        .singleElement()
                        .satisfies(each -> {
                            assertThat(each.key()).isNull();
                            assertThat(each.value()).isNull();
                            assertThat(Records.header(each, Rejection.PARTITION_HEADER))
                                    .isEqualTo("1");
                        }));
    }

    @Test
    void aRowThatCassandraRefusesIsParkedAndNothingStops() {
        double parked = history.count("posthorn.history.parked");
        store.rows("ALTER TABLE %s.receipts DROP recipients");
        try {
            log.tell(receipts("refused-1").accepted(1).rejected("bad-ttl").all());
            await().atMost(PATIENCE).until(() -> history.count("posthorn.history.parked") == parked + 2);
        } finally {
            store.rows("ALTER TABLE %s.receipts ADD recipients int");
        }
        log.tell(receipts("refused-2").accepted(1).all());

        awaitRows("refused-2", 1);
        assertThat(rows("refused-1")).isEmpty();
        assertThat(log.read(Topic.REJECTED))
                .anySatisfy(record -> assertThat(Records.header(record, Rejection.DETAIL_HEADER))
                        .startsWith("Cassandra refused it"));
    }

    @Test
    void whileTheTableIsAwayReceiptsWaitAndHealthSaysSo() {
        String create = store.rows("DESCRIBE TABLE %s.receipts").get(0).getString("create_statement");
        double parked = history.count("posthorn.history.parked");
        store.rows("DROP TABLE %s.receipts");

        log.tell(receipts("late-1").accepted(1).all());
        await().atMost(PATIENCE).until(() -> !history.isReady());
        assertThat(history.health("cassandra").path("details").path("asked").asString())
                .isEqualTo("receipts");
        store.session().execute(create);

        awaitRows("late-1", 1);
        assertThat(history.count("posthorn.history.parked")).isEqualTo(parked);
        history.awaitReady();
    }

    @Test
    void anAbortedReceiptIsNone() {
        log.abortTelling(receipts("aborted-1").accepted(1).all());
        log.tell(receipts("committed-1").accepted(1).all());

        awaitRows("committed-1", 1);
        assertThat(rows("aborted-1")).isEmpty();
    }

    private static void awaitRows(String id, int rows) {
        await(id).atMost(PATIENCE).until(() -> rows(id).size() == rows);
    }

    private static List<Row> rows(String id) {
        return IntStream.range(0, Shards.COUNT)
                .boxed()
                .flatMap(shard -> store
                        .rows(
                                "SELECT user, era, offset, device, state, reason, told, place, gateway, connection, at,"
                                        + " recipients, writetime(at) AS written, ttl(at) AS left FROM %s.receipts"
                                        + " WHERE source = 'orders' AND id = ? AND shard = ?",
                                id, shard)
                        .stream())
                .toList();
    }

    private static List<String> written(String id) {
        return rows(id).stream()
                .map(row -> row.getFormattedContents().replaceAll("left:\\d+", ""))
                .toList();
    }
}
