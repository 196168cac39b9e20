// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Persisted;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.rig.Records;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.history.tier.Bucket;
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
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The service is stopped and started again, with and without what it remembers in Kafka. */
@RealKafka
@RealCassandra
@Order(1)
class RewriteIT {

    private static final Instant NOW =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofMinutes(10));
    private static final int MONTH = Bucket.month(NOW);

    /** Slow enough to be stopped in the middle. */
    private static final String[] ONE_BY_ONE = {
        "posthorn.history.writing.bundle-rows=1", "posthorn.history.writing.in-flight=1"
    };

    static KafkaSpace space;
    static CassandraSpace cassandra;

    private KafkaSpace kafka;
    private TokenIssuer issuer;
    private TestLog log;
    private TestStore store;

    @BeforeEach
    void start(@TempDir Path folder, org.junit.jupiter.api.TestInfo test) {
        String own = space.topicPrefix() + "_"
                + test.getTestMethod().orElseThrow().getName().toLowerCase();
        kafka = new KafkaSpace(space.bootstrapServers(), own);
        issuer = TokenIssuer.start(folder, 0);
        log = new TestLog(kafka).createTopics();
        store = new TestStore(cassandra);
    }

    @AfterEach
    void stop() {
        store.close();
        log.close();
        issuer.close();
    }

    @Test
    void goesOnWhereItWasAndWritingTheWholeTopicAgainChangesNothing() {
        TestMessages user = new TestMessages("rewritten-1");
        List<Message> messages = new ArrayList<>();
        for (int offset = 1; offset <= 50; offset++) {
            messages.add(user.next(offset, NOW, offset % 2 == 0 ? "chat" : "group"));
        }
        log.commit(messages);
        Message last = messages.get(49);
        runUntilPersisted(last);
        List<Row> before = rows("rewritten-1");

        Message next = user.next(51, NOW);
        try (RunningHistory history = RunningHistory.start(kafka, cassandra, issuer)) {
            await("told again").atMost(Duration.ofSeconds(20)).until(() -> countOf(last.getPosition()) == 2);
            log.commit(next);
            awaitPersisted(next);
            assertThat(history.count("posthorn.history.rows"))
                    .as("what was committed is not read again")
                    .isEqualTo(1);
        }

        forgetOffsets();
        try (RunningHistory history = RunningHistory.start(kafka, cassandra, issuer)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> history.count("posthorn.history.rows") == 51);
        }
        List<Row> after = rows("rewritten-1");
        assertThat(after).hasSize(51);
        for (int i = 0; i < 50; i++) {
            assertThat(withoutTimeLeft(after.get(i))).isEqualTo(withoutTimeLeft(before.get(i)));
            assertThat(after.get(i).getInt("left"))
                    .isLessThanOrEqualTo(before.get(i).getInt("left"));
        }
    }

    @Test
    void stoppedInTheMiddleOfItsBatchesItWritesTheRestAndNothingTwice() {
        TestMessages user = new TestMessages("halfway-1");
        List<Message> messages = new ArrayList<>();
        for (int offset = 1; offset <= 900; offset++) {
            messages.add(user.next(offset, NOW));
        }
        Message last = messages.get(899);
        log.commit(messages.subList(0, 300));
        log.commit(messages.subList(300, 900));
        try (RunningHistory history = RunningHistory.start(kafka, cassandra, issuer, ONE_BY_ONE)) {
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> history.count("posthorn.history.bundles") > 20);
        }
        assertThat(persisted("halfway-1")).as("stopped before the end").doesNotContain(last.getPosition());

        runUntilPersisted(last);

        assertThat(rows("halfway-1"))
                .extracting(row -> row.getLong("offset"))
                .isEqualTo(messages.stream()
                        .map(each -> each.getPosition().getOffset())
                        .toList());
        assertThat(persisted("halfway-1")).isSortedAccordingTo(Positions.ORDER);
    }

    @Test
    void recordsThatWereDeletedUnreadStopTheirPartitionLoudlyAndNoOther() {
        TestMessages user = new TestMessages("stopped-1");
        String other = otherPartition("stopped-1");
        Message first = user.next(10, NOW);
        log.commit(first);
        runUntilPersisted(first);
        int partition = log.partition("stopped-1");
        log.commit(user.next(20, NOW), user.next(30, NOW));
        deleteUpTo(partition, 4);
        Message elsewhere = new TestMessages(other).next(10, NOW);
        log.commit(user.next(40, NOW), elsewhere);

        try (RunningHistory history = RunningHistory.start(kafka, cassandra, issuer)) {
            awaitPersisted(elsewhere);
            JsonNode health = history.health("messages");

            assertThat(health.path("status").asString()).isEqualTo("DOWN");
            assertThat(health.path("details").path("stopped").toString())
                    .contains("messages-" + partition + " is stopped")
                    .contains("were deleted before they were handled")
                    .contains("--reset-offsets");
            assertThat(history.isReady()).as("others are served").isTrue();
            assertThat(history.isLive()).isTrue();
            assertThat(store.offsets("messages_7d", "stopped-1", MONTH, 0)).containsExactly(10L);
        }
    }

    private static String withoutTimeLeft(Row row) {
        return row.getFormattedContents().replaceAll("left:\\d+", "");
    }

    private long countOf(Position position) {
        return persisted("rewritten-1").stream().filter(position::equals).count();
    }

    private void runUntilPersisted(Message message) {
        RunningHistory history = RunningHistory.start(kafka, cassandra, issuer);
        try {
            awaitPersisted(message);
        } finally {
            history.close();
        }
    }

    private String otherPartition(String user) {
        for (int i = 1; ; i++) {
            if (log.partition("other-" + i) != log.partition(user)) {
                return "other-" + i;
            }
        }
    }

    private void deleteUpTo(int partition, long offset) {
        TestLog.get(log.admin()
                .deleteRecords(Map.of(
                        new TopicPartition(log.topics().name(Topic.MESSAGES), partition),
                        RecordsToDelete.beforeOffset(offset)))
                .all());
    }

    private void forgetOffsets() {
        TestLog.get(log.admin()
                .deleteConsumerGroups(List.of(kafka.topicPrefix() + ".history"))
                .all());
    }

    private List<Row> rows(String user) {
        return store.rows(
                "SELECT offset, class, title, data, salt, appended_at, ordinal, writetime(title) AS written,"
                        + " ttl(title) AS left FROM %s.messages_7d WHERE user = ? AND month = ? AND slice = 0",
                user, MONTH);
    }

    private void awaitPersisted(Message message) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> persisted(message.getUser()).stream()
                        .anyMatch(each -> !Positions.isAfter(message.getPosition(), each)));
    }

    private List<Position> persisted(String user) {
        return log.read(Topic.PERSISTED).stream()
                .filter(each -> each.partition() == log.partition(user))
                .map(each -> Records.parse(each, Persisted.parser()).getUpTo())
                .toList();
    }
}
