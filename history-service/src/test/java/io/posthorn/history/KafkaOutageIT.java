// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.history.tier.Bucket;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.server.KafkaServer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka is not there yet, is killed and comes back: the service goes on by itself, and health says so meanwhile. */
@RealCassandra
@Order(1)
class KafkaOutageIT {

    private static final Instant NOW = Instant.now();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MANY = 500;

    static CassandraSpace cassandra;

    @Test
    void theServiceGoesOnByItself(@TempDir Path folder) {
        KafkaServer server = new KafkaServer(folder.resolve("kafka"), 0);
        KafkaSpace kafka = new KafkaSpace(server.bootstrapServers(), "outage");
        TestMessages user = new TestMessages("waiting-1");
        try (server;
                TokenIssuer issuer = TokenIssuer.start(folder.resolve("issuer"), 0);
                TestStore store = new TestStore(cassandra);
                RunningHistory history = RunningHistory.launch(kafka, cassandra, issuer)) {
            saysThatKafkaIsAway(history);

            server.start();
            history.awaitReady();
            commit(kafka, user.next(1, NOW));
            awaitRows(store, 1);

            commit(kafka, many(user));
            server.kill();
            saysThatKafkaIsAway(history);

            server.start();
            commit(kafka, user.next(MANY + 2, NOW));
            awaitRows(store, MANY + 2);
            history.awaitReady();
            assertThat(persisted(kafka)).isSortedAccordingTo(Positions.ORDER);
        }
    }

    /** Enough for some of them to be on their way when Kafka is killed. */
    private static Message[] many(TestMessages user) {
        return IntStream.range(0, MANY)
                .mapToObj(number -> user.next(number + 2, NOW))
                .toArray(Message[]::new);
    }

    private static void commit(KafkaSpace kafka, Message... messages) {
        try (TestLog log = new TestLog(kafka)) {
            log.commit(messages);
        }
    }

    private static List<Position> persisted(KafkaSpace kafka) {
        try (TestLog log = new TestLog(kafka)) {
            return log.persisted(log.partition("waiting-1"));
        }
    }

    private static void saysThatKafkaIsAway(RunningHistory history) {
        await().atMost(PATIENCE).until(() -> !history.isReady());
        assertThat(history.health("kafka").path("status").asString()).isEqualTo("OUT_OF_SERVICE");
        assertThat(history.health("kafka").path("details").path("nextStep").asString())
                .contains("Is Kafka up");
        assertThat(history.isLive()).isTrue();
    }

    private static void awaitRows(TestStore store, int rows) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(store.offsets("messages_7d", "waiting-1", Bucket.month(NOW), 0))
                        .hasSize(rows));
    }
}
