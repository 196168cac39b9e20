// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.integrity.Checkpoint;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.contracts.integrity.SigningKey;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.rig.HistoryProcess;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.history.rig.TestTrees;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances share the partitions, and one is killed in the middle of its batches: one tree of each, and it is the log's. */
@RealKafka
@RealCassandra
class TreesKilledIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MANY = 6_000;

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    @Test
    void whoeverBuildsThemTheTreesAreTheSame(@TempDir Path folder) throws IOException {
        Path key = Files.createFile(
                folder.resolve("key.pem"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, SigningKey.generate("test").toPem());
        String[] settings = {
            "posthorn.history.integrity.key-file=" + key,
            "posthorn.history.integrity.checkpoint-interval=200ms",
            // Many small batches.
            "spring.kafka.consumer.max-poll-records=25"
        };
        try (TokenIssuer issuer = TokenIssuer.start(folder, 0);
                TestLog log = new TestLog(kafka);
                TestStore store = new TestStore(cassandra);
                HistoryProcess killed = new HistoryProcess(folder, kafka, cassandra, issuer, settings)) {
            killed.launch();
            try (RunningHistory left = RunningHistory.start(kafka, cassandra, issuer, settings)) {
                killed.awaitReady();
                awaitShared(left);
                log.commit(messages(MANY));
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> leaves(store, othersThan(left)) > 200);
                List<Integer> orphaned = othersThan(left);
                killed.kill();
                assertThat(leaves(store, orphaned)).as("killed in the middle").isLessThan(inLog(log, orphaned));

                TestTrees trees = new TestTrees(left, issuer.token(new TokenRequest("auditor-1", "audit")));
                for (int partition = 0; partition < log.topics().partitions(); partition++) {
                    assertIsTheLogs(trees, log, partition);
                }
                assertThat(left.health("trees").path("status").asString()).isEqualTo("UP");
            }
        }
    }

    private static void awaitShared(RunningHistory one) {
        await("shared").atMost(PATIENCE).until(() -> othersThan(one).size() == 2);
    }

    /** Partitions whose trees this instance does not have. */
    private static List<Integer> othersThan(RunningHistory one) {
        var sizes = one.health("trees").path("details").path("sizes");
        return IntStream.range(0, 4)
                .filter(each -> !sizes.has("" + each))
                .boxed()
                .toList();
    }

    private static List<Message> messages(int count) {
        List<TestMessages> users = IntStream.range(0, 40)
                .mapToObj(each -> new TestMessages("user-" + each))
                .toList();
        return IntStream.range(0, count)
                .mapToObj(each -> users.get(each % users.size()).next(each, Instant.now(), "system"))
                .toList();
    }

    private static long leaves(TestStore store, List<Integer> partitions) {
        return store.rows("SELECT tree FROM %s.tree_leaves").stream()
                .filter(row -> partitions.stream()
                        .anyMatch(each -> row.getString("tree").endsWith("/" + each)))
                .count();
    }

    private static long inLog(TestLog log, List<Integer> partitions) {
        return partitions.stream()
                .mapToLong(each -> TestTrees.leaves(log, each).size())
                .sum();
    }

    /** All that was ever signed of it, by whom it may be, is its beginning. */
    private static void assertIsTheLogs(TestTrees trees, TestLog log, int partition) {
        List<Leaf> leaves = TestTrees.leaves(log, partition);
        await().atMost(PATIENCE).until(() -> trees.size(partition) == leaves.size());
        List<Checkpoint> signed = new ArrayList<>(trees.checkpoints(partition));
        assertThat(signed)
                .isNotEmpty()
                .allSatisfy(each ->
                        assertThat(each.root()).isEqualTo(TestTrees.root(leaves.subList(0, (int) each.size()))));
        assertThat(trees.proves(
                        partition,
                        trees.key(partition),
                        leaves.get(0),
                        trees.get(TestTrees.inclusion(partition, leaves.get(0)))))
                .isTrue();
    }
}
