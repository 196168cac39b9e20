// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Persisted;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.rig.Records;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.history.stored.MessageColumns;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What history holds equals what the router committed, message by message. */
@RealKafka
@RealCassandra
class WritingIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final int MONTH = Bucket.month(NOW);
    private static final String[] SETTINGS = {
        "posthorn.history.writing.slice-rows=3", "posthorn.history.writing.bundle-bytes=1MB"
    };

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestLog log;
    private static TestStore store;

    @BeforeAll
    static void start(@TempDir Path folder) {
        issuer = TokenIssuer.start(folder, 0);
        log = new TestLog(kafka);
        history = RunningHistory.start(kafka, cassandra, issuer, SETTINGS);
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
    void aCommittedMessageIsARowOfItsTier() {
        TestMessages user = new TestMessages("written-1");
        Message chat = user.next(10, NOW);
        Message system = user.next(20, NOW, "system");
        Message archive = user.next(30, NOW, "archive");
        Message next = user.next(40, NOW);

        log.commit(chat, system, archive, next);

        awaitPersisted(next);
        assertThat(store.offsets("messages_7d", "written-1", MONTH, 0)).containsExactly(10L);
        assertThat(store.offsets("messages_90d", "written-1", MONTH, 0)).containsExactly(20L);
        assertThat(store.offsets("messages_forever", "written-1", MONTH, 0)).containsExactly(30L);
        assertThat(store.offsets("messages_7d", "written-1", MONTH, 1)).containsExactly(40L);
        assertThat(store.rows("SELECT slice, tier FROM %s.slices WHERE user = ?", "written-1"))
                .extracting(row -> row.getInt("slice") + " " + row.getString("tier"))
                .containsExactly("0 7d", "0 90d", "0 forever", "1 7d");
    }

    @Test
    void aRowIsAsOldAsItsMessageAndLivesForWhatIsLeft() {
        Instant yesterday = NOW.minus(Duration.ofDays(1));
        Message message = new TestMessages("aged-1").next(10, yesterday);

        log.commit(message);

        awaitPersisted(message);
        Row row = store.rows(
                        "SELECT writetime(title) AS written, ttl(title) AS left FROM %s.messages_7d"
                                + " WHERE user = ? AND month = ? AND slice = 0",
                        "aged-1", Bucket.month(yesterday))
                .get(0);
        assertThat(row.getLong("written")).isEqualTo(yesterday.toEpochMilli() * 1_000);
        assertThat(row.getInt("left")).isBetween(6 * 86_400 - 120, 6 * 86_400 + 1);
    }

    @Test
    void whatWasAbortedIsNotWritten() {
        TestMessages user = new TestMessages("aborted-1");
        Message aborted = user.next(10, NOW);
        Message committed = user.next(20, NOW);

        log.abort(aborted);
        log.commit(committed);

        awaitPersisted(committed);
        assertThat(store.offsets("messages_7d", "aborted-1", MONTH, 0)).containsExactly(20L);
    }

    @Test
    void whatHasOutlivedItsTierIsDoneWithoutBeingWritten() {
        TestMessages user = new TestMessages("late-1");
        Instant old = NOW.minus(Duration.ofDays(8));
        Message gone = user.next(10, old);
        Message kept = user.next(20, old, "system");

        log.commit(gone, kept);

        awaitPersisted(kept);
        assertThat(store.offsets("messages_7d", "late-1", Bucket.month(old), 0)).isEmpty();
        assertThat(store.offsets("messages_90d", "late-1", Bucket.month(old), 0))
                .containsExactly(20L);
    }

    @Test
    void aMarkerMovesTheWatermark() {
        Position upTo = Positions.of(1, 5_000_000, NOW.toEpochMilli());

        log.mark(3, upTo);

        await().atMost(Duration.ofSeconds(20)).until(() -> persisted(3).contains(upTo));
    }

    @Test
    void recordsThatCannotBeReadAreParkedAndNothingStops() {
        Message after = new TestMessages("parked-1").next(10, NOW);
        int partition = log.partition("parked-1");

        log.sendRaw(Topic.MESSAGES, partition, "no record".getBytes(StandardCharsets.UTF_8));
        log.commit(after);

        awaitPersisted(after);
        assertThat(parked("no record")).isEqualTo("unparseable");
    }

    @Test
    void aRowThatCassandraRefusesIsParkedAndNothingStops() {
        String endless = "x".repeat(70_000);
        Message refused = new TestMessages(endless).next(10, NOW);
        Message after = new TestMessages("refused-1").next(10_000, NOW);
        int partition = log.partition("refused-1");

        log.sendRaw(
                Topic.MESSAGES,
                partition,
                io.posthorn.contracts.v1.MessageRecord.newBuilder()
                        .setMessage(refused)
                        .build()
                        .toByteArray());
        log.commit(after);

        awaitPersisted(after);
        assertThat(log.read(Topic.REJECTED)).anySatisfy(record -> {
            assertThat(record.serializedValueSize()).isGreaterThan(70_000);
            assertThat(Records.header(record, Rejection.REASON_HEADER)).isEqualTo("failed");
            assertThat(Records.header(record, Rejection.DETAIL_HEADER)).startsWith("Cassandra refused it");
            assertThat(Records.header(record, Rejection.PARTITION_HEADER)).isEqualTo(Integer.toString(partition));
        });
        assertThat(history.health("cassandra").path("status").asString()).isEqualTo("UP");
    }

    @Test
    void oneBadRowAmongGoodOnesOfItsBundleIsParkedAlone() {
        // What is indexed must be shorter than 64 KB: so one row of a partition can be refused, and no other.
        store.rows("CREATE INDEX refusing ON %s.messages_365d (body)");
        TestMessages user = new TestMessages("mixed-1");
        Message first = user.next(10, NOW, "critical");
        Message bad = withBody(user.next(20, NOW, "critical"), "x".repeat(70_000));
        Message last = user.next(30, NOW, "critical");
        double bundles = history.count("posthorn.history.bundles");
        double parked = history.count("posthorn.history.parked");

        log.commit(first, bad, last);

        awaitWritten("messages_365d", "mixed-1", 10L, 30L);
        await().atMost(Duration.ofSeconds(20)).until(() -> history.count("posthorn.history.parked") > parked);
        store.rows("DROP INDEX %s.refusing");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(log.read(Topic.REJECTED))
                        .filteredOn(record ->
                                record.key() != null && Records.key(record).equals("mixed-1"))
                        .singleElement()
                        .satisfies(record -> {
                            assertThat(record.serializedValueSize()).isGreaterThan(70_000);
                            assertThat(Records.header(record, Rejection.DETAIL_HEADER))
                                    .startsWith("Cassandra refused it");
                        }));
        assertThat(history.count("posthorn.history.bundles") - bundles)
                .as("all together, each alone, and the bad one once more")
                .isEqualTo(5);
    }

    @Test
    void rowsOfOnePartitionAreWrittenInOneRequest() {
        TestMessages user = new TestMessages("bundled-1");
        List<Message> messages = List.of(
                user.next(10, NOW), user.next(20, NOW), user.next(30, NOW), user.next(40, NOW), user.next(50, NOW));
        double bundles = history.count("posthorn.history.bundles");

        log.commit(messages);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(written("bundled-1")).containsExactly(10L, 20L, 30L, 40L, 50L));
        assertThat(history.count("posthorn.history.bundles") - bundles)
                .as("of two slices")
                .isEqualTo(2);
    }

    @Test
    void aTableThatIsMissingIsNoFaultOfTheRow() {
        String create = store.rows("DESCRIBE TABLE %s.messages_15d").get(0).getString("create_statement");
        Message media = new TestMessages("media-1").next(200, NOW, "media");
        double parked = history.count("posthorn.history.parked");
        store.rows("DROP TABLE %s.messages_15d");

        log.commit(media);
        await().atMost(Duration.ofSeconds(20)).until(() -> !history.isReady());
        assertThat(history.health("cassandra").path("details").path("asked").asString())
                .isEqualTo("writes");
        store.session().execute(create);

        awaitPersisted(media);
        assertThat(store.offsets("messages_15d", "media-1", MONTH, 0)).containsExactly(200L);
        assertThat(history.count("posthorn.history.parked")).isEqualTo(parked);
        history.awaitReady();
    }

    @Test
    void aBroadcastIsOneRowOfEveryoneOnItsPartition() {
        TestMessages user = new TestMessages("listener-1");
        int partition = log.partition("listener-1");
        TestMessages everyone = new TestMessages("");
        Message own = user.next(9_000, NOW);
        Message first = everyone.next(9_001, NOW, "system");
        Message second = everyone.next(9_002, NOW, "archive");

        log.commit(partition, TestLog.fact(own), TestLog.fact(first), TestLog.fact(second));

        awaitPersisted(partition, second);
        String owner = "everyone " + partition;
        assertThat(store.offsets("messages_90d", owner, MONTH, 0)).containsExactly(9_001L);
        assertThat(store.offsets("messages_forever", owner, MONTH, 0)).containsExactly(9_002L);
        assertThat(store.rows("SELECT slice, tier FROM %s.slices WHERE user = ?", owner))
                .extracting(row -> row.getString("tier"))
                .containsExactly("90d", "forever");
        assertThat(store.offsets("messages_90d", "listener-1", MONTH, 0)).isEmpty();
    }

    /** Each would be a tombstone, in a table from which nothing is deleted. */
    @Test
    void whatAMessageHasNotIsNoNull() {
        Message bare = Message.newBuilder()
                .setUser("bare-1")
                .setPosition(Positions.of(1, 10, NOW.toEpochMilli()))
                .setOrdinal(1)
                .setNotification(Notification.newBuilder().setId("n-1").setClassName("chat"))
                .build();
        BoundStatementBuilder bound = store.session()
                .prepare("INSERT INTO %s.messages_7d (user, month, slice, %s) VALUES ('bare-1', 1, 1, :%s)"
                        .formatted(
                                cassandra.keyspace(),
                                String.join(", ", MessageColumns.NAMES),
                                String.join(", :", MessageColumns.NAMES)))
                .boundStatementBuilder();

        MessageColumns.bind(bare, bound);

        BoundStatement statement = bound.build();
        assertThat(MessageColumns.NAMES)
                .filteredOn(statement::isSet)
                .containsExactlyInAnyOrder("era", "offset", "appended_at", "ordinal", "id", "class");
    }

    @Test
    void theDriverTooLetsOnlySoManyThroughAtOnce() {
        var driver = history.bean("cassandraDriverConfigLoader", DriverConfigLoader.class)
                .getInitialConfig()
                .getDefaultProfile();

        assertThat(driver.getString(DefaultDriverOption.REQUEST_THROTTLER_CLASS))
                .isEqualTo("ConcurrencyLimitingRequestThrottler");
        assertThat(driver.getInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS))
                .isBetween(1, 1_024);
    }

    @Test
    void theWatermarkRisesAndIsNeverAheadOfTheRows() {
        TestMessages user = new TestMessages("watermark-1");
        int partition = log.partition("watermark-1");
        Message last = user.next(100_000, NOW);
        for (int batch = 0; batch < 20; batch++) {
            List<Message> messages = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                last = user.next(last.getPosition().getOffset() + 1, NOW);
                messages.add(last);
            }
            log.commit(messages);
            List<Position> told = persisted(partition);
            if (!told.isEmpty()) {
                Position upTo = told.get(told.size() - 1);
                List<Long> written = written("watermark-1");
                messages.stream()
                        .filter(each -> !Positions.isAfter(each.getPosition(), upTo))
                        .forEach(each ->
                                assertThat(written).contains(each.getPosition().getOffset()));
            }
        }

        awaitPersisted(last);
        assertThat(persisted(partition)).isSortedAccordingTo(Positions.ORDER);
        assertThat(persisted(partition)).doesNotHaveDuplicates();
        assertThat(written("watermark-1")).hasSize(500);
    }

    private static void awaitWritten(String table, String user, Long... offsets) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(store.offsets(table, user, MONTH, 0)).containsExactly(offsets));
    }

    private static Message withBody(Message message, String body) {
        Message.Builder changed = message.toBuilder();
        changed.getNotificationBuilder().setBody(body);
        return changed.build();
    }

    private static List<Long> written(String user) {
        List<Long> offsets = new ArrayList<>();
        store.rows("SELECT month, slice FROM %s.slices WHERE user = ?", user)
                .forEach(row ->
                        offsets.addAll(store.offsets("messages_7d", user, row.getInt("month"), row.getInt("slice"))));
        return offsets;
    }

    private static void awaitPersisted(Message message) {
        awaitPersisted(log.partition(message.getUser()), message);
    }

    private static void awaitPersisted(int partition, Message message) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> persisted(partition).stream()
                        .anyMatch(each -> !Positions.isAfter(message.getPosition(), each)));
    }

    private static List<Position> persisted(int partition) {
        return log.read(Topic.PERSISTED).stream()
                .filter(each -> each.partition() == partition)
                .map(WritingIT::upTo)
                .toList();
    }

    private static Position upTo(ConsumerRecord<byte[], byte[]> record) {
        assertThat(Records.key(record)).isEqualTo(Integer.toString(record.partition()));
        return Records.parse(record, Persisted.parser()).getUpTo();
    }

    private static String parked(String value) {
        return log.read(Topic.REJECTED).stream()
                .filter(each -> new String(each.value(), StandardCharsets.UTF_8).equals(value))
                .map(each -> Records.header(each, Rejection.REASON_HEADER))
                .findFirst()
                .orElse("not parked");
    }
}
