// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.history.rig.Replays;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.history.tier.Bucket;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What was sent to everyone stands once for each partition, and in each user's stream where it belongs. */
@RealKafka
@RealCassandra
class BroadcastIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestLog log;
    private static TestStore store;
    private static Replays replays;
    /** Each test has a partition of its own, since all on one share its broadcasts. */
    private static int partitionsUsed;

    private String user;
    private int partition;
    private final TestMessages everyone = new TestMessages("");

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

    @BeforeEach
    void findAUser(TestInfo test) {
        partition = partitionsUsed++;
        user = log.userOn(
                partition, test.getTestMethod().orElseThrow().getName().toLowerCase());
    }

    @Test
    void pagesAreOwnMessagesAndBroadcastsInTheOrderOfTheInbox() {
        TestMessages own = new TestMessages(user);
        List<Message> sent = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Instant appended = NOW.minus(Duration.ofDays(60 - 2L * i));
            sent.add((i % 3 == 1 ? everyone : own).next(100 + i, appended, i % 2 == 0 ? "critical" : "system"));
        }
        commit(sent);

        int pages = replays.walk(Replays.request(user, Positions.START, end(sent))
                .setMaxMessages(7)
                .build());

        assertThat(pages).isEqualTo(5);
        List<Delivery> deliveries = replays.deliveries(user);
        assertThat(deliveries)
                .extracting(Delivery::getMessage)
                .containsExactlyElementsOf(
                        sent.stream().map(Message::getNotification).toList());
        assertThat(deliveries).allSatisfy(each -> {
            assertThat(each.getRecipients(0).getUser()).isEqualTo(user);
            assertThat(each.getRecipients(0).getUserHash()).isEqualTo(UserHash.of(user));
        });
        Replays.assertChain(Positions.START, deliveries);
        assertThat(history.getAs(issuer.token(new TokenRequest(user, "device")), "/v1/me/messages?limit=100")
                        .body())
                .as("a user's own messages are listed, broadcasts are not")
                .contains("n-100", "n-102")
                .doesNotContain("n-101", "n-104");
    }

    @Test
    void aUserHearsOnlyWhatCameSinceTheyWereKnownAndOnlyOfTheirPartition() {
        TestMessages own = new TestMessages(user);
        List<Message> sent = List.of(
                everyone.next(200, NOW),
                everyone.next(201, NOW),
                own.next(202, NOW),
                everyone.next(203, NOW),
                own.next(204, NOW));
        commit(sent);
        int elsewhere = (partition + 1) % log.topics().partitions();
        log.commit(elsewhere, TestLog.fact(new TestMessages("").next(203, NOW)));
        ReplayRequest request = Replays.request(user, Positions.START, end(sent))
                .setBroadcastsAfter(sent.get(1).getPosition())
                .build();

        replays.walk(request);

        assertThat(replays.deliveries(user))
                .extracting(each -> each.getPosition().getOffset())
                .containsExactly(202L, 203L, 204L);
    }

    @Test
    void aBroadcastThatIsNotThereIsNotPassedOver() {
        TestMessages own = new TestMessages(user);
        List<Message> sent = List.of(
                own.next(300, NOW),
                everyone.next(301, NOW),
                everyone.next(302, NOW),
                own.next(303, NOW),
                everyone.next(304, NOW));
        commit(sent);
        store.rows(
                "DELETE FROM %s.messages_7d WHERE user = ? AND month = ? AND slice = 0 AND era = 1 AND offset = 302",
                "everyone " + partition, Bucket.month(NOW));
        // The page ends before the row that tells of the hole.
        Position upTo = sent.get(3).getPosition();
        ReplayRequest request = Replays.request(user, Positions.START, upTo).build();

        log.ask(request);
        Position reached = replays.progressAfter(request, Positions.START).getUpTo();
        assertThat(reached).isEqualTo(sent.get(1).getPosition());

        log.ask(request.toBuilder().setAfter(reached).setBreaks(3).build());
        assertThat(replays.progressAfter(request, reached).getUpTo()).isEqualTo(upTo);
        assertThat(replays.deliveries(user))
                .extracting(each -> each.getPosition().getOffset())
                .containsExactly(300L, 301L, 302L, 303L);
        assertThat(log.receipts(user)).singleElement().satisfies(receipt -> {
            assertThat(receipt.getReason()).isEqualTo("unexplained");
            assertThat(receipt.getPosition()).isEqualTo(sent.get(2).getPosition());
        });
    }

    @Test
    void theWatermarkCoversBroadcasts() {
        List<Message> sent = List.of(everyone.next(400, NOW), everyone.next(401, NOW));

        commit(sent);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> log.persisted(partition).contains(end(sent)));
        assertThat(store.offsets("messages_7d", "everyone " + partition, Bucket.month(NOW), 0))
                .containsExactly(400L, 401L);
    }

    /** Returns when all of it is written. */
    private void commit(List<Message> sent) {
        double before = history.count("posthorn.history.rows");
        log.commit(partition, sent.stream().map(TestLog::fact).toArray(MessageRecord[]::new));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> history.count("posthorn.history.rows") >= before + sent.size());
    }

    private static Position end(List<Message> sent) {
        return sent.get(sent.size() - 1).getPosition();
    }
}
