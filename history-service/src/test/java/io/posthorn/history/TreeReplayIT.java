// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.integrity.Checkpoint;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.contracts.integrity.SignedNote;
import io.posthorn.contracts.integrity.SigningKey;
import io.posthorn.contracts.integrity.VerifierKey;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Message;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopped and started anywhere, and built again from the start: the same rows and roots, or none. */
@RealKafka
@RealCassandra
class TreeReplayIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final TestMessages USER = new TestMessages("user-of-replay");

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    @TempDir
    static Path folder;

    private static TokenIssuer issuer;
    private static TestStore store;
    private static TestLog log;
    private static String auditor;
    private static int partition;
    private static Path key;
    private static Path newerKey;

    @BeforeAll
    static void start() throws IOException {
        key = key("key.pem");
        newerKey = key("newer-key.pem");
        issuer = TokenIssuer.start(folder, 0);
        auditor = issuer.token(new TokenRequest("auditor-1", "audit"));
        store = new TestStore(cassandra);
        log = new TestLog(kafka).createTopics();
        partition = log.partition("user-of-replay");
    }

    private static Path key(String file) throws IOException {
        Path path = Files.createFile(
                folder.resolve(file),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(path, SigningKey.generate("test").toPem());
    }

    @AfterAll
    static void stop() {
        log.close();
        store.close();
        issuer.close();
    }

    private static RunningHistory launch(String... properties) {
        List<String> all = new java.util.ArrayList<>(List.of(
                "posthorn.history.integrity.checkpoint-interval=50ms", "posthorn.history.integrity.max-records=10"));
        all.addAll(List.of(properties));
        return RunningHistory.start(kafka, cassandra, issuer, all.toArray(String[]::new));
    }

    @Test
    void theTreeIsWhatTheLogIsHoweverOftenItIsBuilt() throws Exception {
        withoutAKeyItGrowsUnsigned();
        itGoesOnWhereItStoodAndIsSigned();
        aNewKeySignsWhatIsAtRestToo();
        rowsThatWereLostComeBackTheSame();
        aLogThatIsNotTheOneThatWasSignedIsNotTaken();
    }

    private static void withoutAKeyItGrowsUnsigned() {
        log.commit(messages(0, 100));
        log.sendRaw(Topic.MESSAGES, partition, "garbage".getBytes(StandardCharsets.UTF_8));
        try (RunningHistory history = launch()) {
            await().atMost(SOON).until(() -> history.count("posthorn.history.trees.leaves") == 101);
            TestTrees trees = new TestTrees(history, auditor);

            assertThat(trees.get("/v1/trees/" + partition + "/checkpoint").statusCode())
                    .isEqualTo(404);
            assertThat(RunningHistory.json(trees.get("/v1/trees"))
                            .path("trees")
                            .path(partition)
                            .path("verifierKey")
                            .isNull())
                    .isTrue();
            assertThat(history.health("trees")
                            .path("details")
                            .path("checkpoints")
                            .asString())
                    .isEqualTo("not signed: posthorn.history.integrity.key-file is not set");
            assertThat(history.health("trees").path("status").asString()).isEqualTo("UP");
        }
    }

    private static void itGoesOnWhereItStoodAndIsSigned() {
        log.commit(messages(100, 300));
        try (RunningHistory history = launch("posthorn.history.integrity.key-file=" + key)) {
            TestTrees trees = new TestTrees(history, auditor);
            await().atMost(SOON).until(() -> trees.size(partition) == 301);
            List<Leaf> leaves = TestTrees.leaves(log, partition);

            assertThat(history.count("posthorn.history.trees.leaves")).isEqualTo(200);
            assertThat(trees.checkpoint(partition, "").root()).isEqualTo(TestTrees.root(leaves));
            assertThat(trees.proves(
                            partition,
                            trees.key(partition),
                            leaves.get(7),
                            trees.get(TestTrees.inclusion(partition, leaves.get(7)))))
                    .isTrue();
        }
    }

    /** What is named as the key has to open what is shown as the newest checkpoint. */
    private static void aNewKeySignsWhatIsAtRestToo() {
        try (RunningHistory history = launch("posthorn.history.integrity.key-file=" + newerKey)) {
            TestTrees trees = new TestTrees(history, auditor);
            VerifierKey named = trees.key(partition);
            await().atMost(SOON)
                    .until(() -> SignedNote.parse(trees.get("/v1/trees/" + partition + "/checkpoint")
                                    .body())
                            .flatMap(note -> Checkpoint.open(note, named))
                            .isPresent());

            assertThat(trees.size(partition)).isEqualTo(301);
            assertThat(trees.checkpoint(partition, "").root())
                    .isEqualTo(TestTrees.root(TestTrees.leaves(log, partition)));
            assertThat(trees.checkpoint(partition, "?size=301").size()).isEqualTo(301);
        }
    }

    private static void rowsThatWereLostComeBackTheSame() throws Exception {
        Map<String, List<String>> before = rows();
        store.session().execute("TRUNCATE " + cassandra.keyspace() + ".tree_leaves");
        store.session().execute("TRUNCATE " + cassandra.keyspace() + ".tree_hashes");
        fromTheStart();
        try (RunningHistory history = launch("posthorn.history.integrity.key-file=" + newerKey)) {
            await().atMost(SOON).until(() -> history.count("posthorn.history.trees.leaves") == 301);
            TestTrees trees = new TestTrees(history, auditor);

            assertThat(rows()).isEqualTo(before);
            assertThat(trees.size(partition)).isEqualTo(301);
            log.commit(messages(300, 310));
            await().atMost(SOON).until(() -> trees.size(partition) == 311);
            assertThat(trees.checkpoint(partition, "").root())
                    .isEqualTo(TestTrees.root(TestTrees.leaves(log, partition)));
        }
    }

    /**
     * The beginning of the log is gone, so all that follows would stand elsewhere in the tree. Between two checkpoints lie many batches,
     * and one batch is all that may be under way.
     */
    private static void aLogThatIsNotTheOneThatWasSignedIsNotTaken() throws Exception {
        Map<String, List<String>> before = rows();
        TopicPartition messages = new TopicPartition(log.topics().name(Topic.MESSAGES), partition);
        TestLog.get(log.admin()
                .deleteRecords(Map.of(messages, org.apache.kafka.clients.admin.RecordsToDelete.beforeOffset(20)))
                .all()
                .toCompletionStage()
                .toCompletableFuture());
        fromTheStart();
        try (RunningHistory history = launch(
                "posthorn.history.integrity.key-file=" + newerKey, "spring.kafka.consumer.max-poll-records=10")) {
            await().atMost(SOON)
                    .until(() ->
                            history.health("trees").path("status").asString().equals("DOWN"));

            assertThat(history.health("trees")
                            .path("details")
                            .path("faults")
                            .path("" + partition)
                            .asString())
                    .contains("the log is not the one whose checkpoint of size");
            TestTrees trees = new TestTrees(history, auditor);
            assertThat(trees.size(partition)).isEqualTo(311);
            assertThat(rows()).isEqualTo(before);
            othersGrowAndAreSigned(trees);
            assertThat(history.health("messages")
                            .path("details")
                            .path("stopped")
                            .toString())
                    .contains("the log is not the one whose checkpoint of size");
        }
        try (RunningHistory history = launch(
                "posthorn.history.integrity.key-file=" + newerKey, "posthorn.history.integrity.name=begun-again")) {
            TestTrees trees = new TestTrees(history, auditor);
            List<Leaf> left = TestTrees.leaves(log, partition);
            await().atMost(SOON).until(() -> trees.size(partition) == left.size());
            assertThat(trees.checkpoint(partition, "").root()).isEqualTo(TestTrees.root(left));
            assertThat(trees.checkpoint(partition, "").origin()).startsWith("begun-again/messages/");
        }
    }

    private static void othersGrowAndAreSigned(TestTrees trees) {
        int other = (partition + 1) % log.topics().partitions();
        TestMessages user = new TestMessages(log.userOn(other, "user"));
        log.commit(IntStream.range(0, 15)
                .mapToObj(each -> user.next(each, Instant.now(), "system"))
                .toList());
        await().atMost(SOON).until(() -> trees.size(other) == 15);
    }

    @Test
    void aKeyFileThatCannotBeUsedEndsTheStart() throws IOException {
        Path open = Files.writeString(
                folder.resolve("open.pem"), SigningKey.generate("test").toPem());
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() ->
                        RunningHistory.launch(kafka, cassandra, issuer, "posthorn.history.integrity.key-file=" + open))
                .rootCause()
                .hasMessageContaining("its permissions are rw-r--r--")
                .hasMessageContaining("chmod 600");
    }

    private static List<Message> messages(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(each -> USER.next(each, Instant.now(), "system"))
                .toList();
    }

    private static void fromTheStart() throws Exception {
        Map<TopicPartition, OffsetAndMetadata> start = new HashMap<>();
        for (int each = 0; each < log.topics().partitions(); each++) {
            TopicPartition of = new TopicPartition(log.topics().name(Topic.MESSAGES), each);
            start.put(of, new OffsetAndMetadata(logStart(of)));
        }
        log.admin()
                .alterConsumerGroupOffsets(log.topics().treesGroup(), start)
                .all()
                .get();
    }

    private static long logStart(TopicPartition partition) throws Exception {
        return log.admin()
                .listOffsets(Map.of(partition, org.apache.kafka.clients.admin.OffsetSpec.earliest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    /** All of both tables, with the times of writing. */
    private static Map<String, List<String>> rows() {
        return Map.of(
                "hashes",
                texts(store.rows("SELECT tree, level, chunk, node, hash, WRITETIME(hash) FROM %s.tree_hashes")),
                "leaves",
                texts(
                        store.rows(
                                "SELECT tree, era, bucket, offset, leaf, kind, appended_at, user_commitment, content_commitment, WRITETIME(kind) FROM %s.tree_leaves")));
    }

    private static List<String> texts(List<Row> rows) {
        return rows.stream().map(Row::getFormattedContents).sorted().collect(Collectors.toList());
    }
}
