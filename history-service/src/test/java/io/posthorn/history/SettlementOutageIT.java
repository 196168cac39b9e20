// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.RangeOutcome;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.server.CassandraServer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.OwnCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cassandra stands still or is killed while receipts are due: they wait, the watermark waits for them, none is missing. */
@RealKafka
@Order(1)
class SettlementOutageIT {

    private static final Instant NOW = Instant.now();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String USER = "patient-1";
    private static final int ROWS = 3_000;

    static KafkaSpace kafka;

    private final TestMessages own = new TestMessages(USER);

    @Test
    void noReceiptIsLostWhileCassandraIsAway(@TempDir Path folder) {
        CassandraServer server = OwnCassandra.ofSeveralLives(folder.resolve("cassandra"));
        CassandraSpace cassandra = new CassandraSpace(server.host(), server.port(), "datacenter1", "settlements");
        try (server;
                TokenIssuer issuer = TokenIssuer.start(folder.resolve("issuer"), 0);
                TestLog log = new TestLog(kafka).createTopics();
                RunningHistory history = RunningHistory.launch(
                        kafka,
                        cassandra,
                        issuer,
                        "posthorn.history.settling.rows=20",
                        "spring.cassandra.request.timeout=2s")) {
            server.start();
            history.awaitReady();
            Message last = commitRows(log);
            awaitPersisted(log, ROWS);

            server.pause();
            settle(log, last, "phone", ROWS + 1);
            saysThatCassandraIsAway(history);
            assertThat(receipts(log, "phone")).isEmpty();
            assertThat(persisted(log)).as("the watermark waits").isEqualTo(ROWS);
            server.resume();
            awaitPersisted(log, ROWS + 1);
            assertThat(new HashSet<>(receipts(log, "phone"))).hasSize(ROWS);

            settle(log, last, "tablet", ROWS + 2);
            await().atMost(PATIENCE).until(() -> history.count("posthorn.history.settled") > ROWS);
            server.kill();
            saysThatCassandraIsAway(history);
            server.start();
            awaitPersisted(log, ROWS + 2);
            assertThat(new HashSet<>(receipts(log, "tablet"))).hasSize(ROWS);
            history.awaitReady();
            assertThat(history.count("posthorn.history.parked")).isZero();
        }
    }

    private Message commitRows(TestLog log) {
        List<MessageRecord> facts = new ArrayList<>();
        Message last = own.next(1, NOW);
        facts.add(TestLog.fact(last));
        for (int offset = 2; offset <= ROWS; offset++) {
            last = own.next(offset, NOW);
            facts.add(TestLog.fact(last));
        }
        log.commit(log.partition(USER), facts.toArray(MessageRecord[]::new));
        return last;
    }

    /** And a message after it, which the watermark must not reach before. */
    private void settle(TestLog log, Message upTo, String device, long next) {
        RangeOutcome outcome = RangeOutcome.newBuilder()
                .setUser(USER)
                .setDevice(device)
                .setAfter(Positions.START)
                .setUpTo(upTo.getPosition())
                .setState(ReceiptState.RECEIPT_STATE_DELIVERED)
                .setAt(NOW.toEpochMilli())
                .build();
        log.commit(log.partition(USER), TestLog.fact(outcome), TestLog.fact(own.next(next, NOW)));
    }

    private static void saysThatCassandraIsAway(RunningHistory history) {
        await().atMost(PATIENCE).until(() -> !history.isReady());
        assertThat(history.isLive()).isTrue();
    }

    private static List<String> receipts(TestLog log, String device) {
        return log.receipts(USER).stream()
                .filter(each -> each.getDevice().equals(device))
                .map(Receipt::getId)
                .toList();
    }

    private static void awaitPersisted(TestLog log, long offset) {
        await().atMost(PATIENCE).until(() -> persisted(log) >= offset);
    }

    private static long persisted(TestLog log) {
        return log.persisted(log.partition(USER)).stream()
                .mapToLong(each -> each.getOffset())
                .max()
                .orElse(0);
    }
}
