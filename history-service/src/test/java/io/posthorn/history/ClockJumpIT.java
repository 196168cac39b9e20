// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.kept.Shards;
import io.posthorn.history.rig.HostClock;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.Story;
import io.posthorn.history.rig.TestCustody;
import io.posthorn.history.rig.TestDevice;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of a host jumps: nothing is lost that is not over, nothing is kept for longer, and health says why nothing is written. */
@RealKafka
@RealCassandra
class ClockJumpIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** From the append to the read of a row, on a machine that does other things too. */
    private static final Duration SLACK = Duration.ofMinutes(2);

    private static final Duration CHAT = Duration.ofDays(7);
    private static final Duration RECEIPTS = Duration.ofDays(365);

    private static final String[] QUICK = {
        "posthorn.history.custody.refresh=100ms",
        "posthorn.history.custody.knowledge=2s",
        "posthorn.history.custody.claim=2s",
    };

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static final HostClock clock = new HostClock();
    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestStore store;
    private static TestLog log;

    @BeforeAll
    static void start(@TempDir Path folder) {
        issuer = TokenIssuer.start(folder, 0);
        history = RunningHistory.launch(clock, kafka, cassandra, issuer, QUICK);
        history.awaitReady();
        store = new TestStore(cassandra);
        log = new TestLog(kafka);
    }

    @AfterEach
    void setRight() {
        clock.setRight();
        history.awaitReady();
    }

    @AfterAll
    static void stop() {
        log.close();
        store.close();
        history.close();
        issuer.close();
    }

    /** Ahead, all of it would be over; behind, all of it would live for weeks too long. */
    @ParameterizedTest
    @ValueSource(ints = {40, -40})
    void whatIsReadMeanwhileWaitsAndIsWrittenAsIfNothingHadBeen(int days) {
        String name = "jumped-" + days;
        Instant appended = Instant.now().minus(Duration.ofHours(1));
        double gone = gone();
        double retries = history.count("posthorn.history.retries");
        clock.setAhead(Duration.ofDays(days));

        log.commit(new TestMessages(name).next(17, appended));
        log.tell(new TestReceipts("orders", name, "chat", appended)
                .ofUser(name, Positions.of(1, 17, appended.toEpochMilli()), ReceiptState.RECEIPT_STATE_PENDING)
                .all());
        log.say(new TestDevice(name, "phone", "connection-1").connected(Map.of()));

        await("it is tried, again and again")
                .atMost(PATIENCE)
                .until(() -> history.count("posthorn.history.retries") >= retries + 3);
        await().atMost(PATIENCE).until(() -> !history.isReady());
        assertThat(history.health("cassandra").path("details").path("asked").asString())
                .isEqualTo("clock");
        assertThat(history.isLive()).isTrue();
        assertThat(messages(name)).isEmpty();
        assertThat(receipts(name)).isEmpty();
        assertThat(connections(name)).isEmpty();

        clock.setRight();

        for (Topic topic : List.of(Topic.MESSAGES, Topic.RECEIPTS, Topic.CONNECTIONS)) {
            log.awaitDone(topic);
        }
        assertThat(messages(name)).singleElement().satisfies(row -> assertLives(row, appended, CHAT));
        assertThat(receipts(name)).singleElement().satisfies(row -> assertLives(row, Instant.now(), RECEIPTS));
        assertThat(connections(name)).singleElement().satisfies(row -> assertLives(row, Instant.now(), RECEIPTS));
        assertThat(gone()).isEqualTo(gone);
        assertThat(history.count("posthorn.history.parked")).isZero();
    }

    /** It has the right time from Cassandra. */
    @Test
    void whatIsOverIsKnownWhenTheClockIsRightAgain() {
        double gone = gone();
        clock.setAhead(Duration.ofDays(-40));

        log.commit(new TestMessages("over-1").next(18, Instant.now().minus(CHAT.plusHours(1))));
        await().atMost(PATIENCE).until(() -> !history.isReady());
        clock.setRight();

        log.awaitDone(Topic.MESSAGES);
        assertThat(gone()).isEqualTo(gone + 1);
        assertThat(messages("over-1")).isEmpty();
    }

    @Test
    void aServiceThatStartsWithAWrongClockWritesNothingUntilItIsRight() {
        history.close();
        clock.setAhead(Duration.ofDays(40));
        Instant appended = Instant.now();
        log.commit(new TestMessages("early-1").next(19, appended));

        history = RunningHistory.launch(clock, kafka, cassandra, issuer, QUICK);
        await().atMost(PATIENCE)
                .until(() -> history.health("cassandra")
                        .path("details")
                        .path("asked")
                        .asString("")
                        .equals("clock"));
        await().atMost(PATIENCE).until(() -> history.count("posthorn.history.retries") >= 3);
        assertThat(history.isReady()).isFalse();
        assertThat(messages("early-1")).isEmpty();
        clock.setRight();

        log.awaitDone(Topic.MESSAGES);
        assertThat(messages("early-1")).singleElement().satisfies(row -> assertLives(row, appended, CHAT));
        assertThat(gone()).isZero();
    }

    /** Hosts are minutes apart now and then. Lives are counted by one clock, so it makes no difference. */
    @ParameterizedTest
    @ValueSource(ints = {4, -4})
    void aFewMinutesChangeNothing(int minutes) {
        String name = "minutes-" + minutes;
        Instant appended = Instant.now().minus(Duration.ofHours(1));
        clock.setAhead(Duration.ofMinutes(minutes));

        log.commit(new TestMessages(name).next(20, appended));

        log.awaitDone(Topic.MESSAGES);
        assertThat(history.isReady()).isTrue();
        assertThat(messages(name)).singleElement().satisfies(row -> assertLives(row, appended, CHAT));
    }

    /** With a clock that is ahead all of it would be over, and nothing to erase. */
    @ParameterizedTest
    @ValueSource(ints = {40, -40})
    void anErasureIsDoneWhenTheContentIsGoneAndNotBefore(int days) {
        Story user = new Story(log, "erased" + days);
        user.applies("chat", "chat", "chat");
        TestCustody custody = new TestCustody(history, issuer);
        clock.setAhead(Duration.ofDays(days));

        String erasure = custody.erase(user.user());
        await().atMost(PATIENCE).until(() -> !history.isReady());
        assertThat(custody.erasure(erasure).path("state").asString()).isNotEqualTo("done");
        clock.setRight();

        assertThat(custody.awaitErasure(erasure, "done").path("messages").asInt())
                .isEqualTo(3);
        assertThat(user.rows(store, "messages_7d")).hasSize(3).allSatisfy(row -> {
            assertThat(row.isNull("body")).isTrue();
            assertThat(row.isNull("erased_at")).isFalse();
        });
    }

    /** What was told with a clock ahead is not the last that the router hears until that time has come. */
    @Test
    void theRouterIsToldHowFarAllIsWrittenAlsoWhenAClockGoesBack() {
        Position first = Positions.of(1, 5_000_000, Instant.now().toEpochMilli());
        Position second = Positions.of(1, 5_000_001, Instant.now().toEpochMilli());
        clock.setAhead(Duration.ofDays(40));
        log.mark(3, first);
        await().atMost(PATIENCE).until(() -> log.persisted(3).contains(first));
        clock.setRight();

        log.mark(3, second);

        await().atMost(PATIENCE).until(() -> log.persisted(3).contains(second));
    }

    // ------------------------------------------------------------

    /** As long as is left of it, and not a second longer. */
    private static void assertLives(Row row, Instant appended, Duration retention) {
        Instant end = Instant.now().plusSeconds(row.getInt("left"));
        assertThat(end)
                .isBetween(
                        appended.plus(retention).minus(SLACK),
                        appended.plus(retention).plusSeconds(2));
    }

    /** Those that were not written because their time had passed. */
    private static double gone() {
        return history.count("posthorn.history.rows", "outcome", "gone");
    }

    private static List<Row> messages(String user) {
        return store.rows("SELECT user, ttl(id) AS left FROM %s.messages_7d").stream()
                .filter(row -> user.equals(row.getString("user")))
                .toList();
    }

    private static List<Row> receipts(String user) {
        return store.rows(
                "SELECT ttl(at) AS left FROM %s.receipts WHERE source = 'orders' AND id = ? AND shard = ?",
                user, Shards.of(user));
    }

    private static List<Row> connections(String user) {
        return store.rows("SELECT user, ttl(kind) AS left FROM %s.connections").stream()
                .filter(row -> user.equals(row.getString("user")))
                .toList();
    }
}
