// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.integrity.Checkpoint;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.contracts.integrity.SigningKey;
import io.posthorn.contracts.integrity.VerifierKey;
import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
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
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every message of the log is under a signed root; what was changed in the store is found. */
@RealKafka
@RealCassandra
class IntegrityIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.now();
    /** Over 256 leaves: two levels are stored. */
    private static final int MESSAGES = 300;

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static final TestMessages USER = new TestMessages("user-of-trees");
    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestStore store;
    private static TestLog log;
    private static TestTrees trees;
    private static String auditor;
    private static int partition;
    private static int tampered;
    private static List<Leaf> leaves;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path key = Files.createFile(
                folder.resolve("key.pem"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, SigningKey.generate("test").toPem());
        issuer = TokenIssuer.start(folder, 0);
        auditor = issuer.token(new TokenRequest("auditor-1", "audit"));
        history = RunningHistory.start(
                kafka,
                cassandra,
                issuer,
                "posthorn.history.integrity.key-file=" + key,
                "posthorn.history.integrity.checkpoint-interval=100ms");
        store = new TestStore(cassandra);
        log = new TestLog(kafka);
        trees = new TestTrees(history, auditor);
        partition = log.partition("user-of-trees");
        tampered = (partition + 1) % log.topics().partitions();
        write();
    }

    /** In several commits, so that there are several checkpoints, with what is no leaf and what cannot be read between them. */
    private static void write() {
        int written = 0;
        for (int size : new int[] {1, 2, 4, 93, 100, 100}) {
            List<Message> messages = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                messages.add(USER.next(written++, NOW, written % 2 == 0 ? "system" : "critical"));
            }
            log.commit(messages);
            log.mark(partition, Positions.of(1, written, NOW.toEpochMilli()));
            long reached = written;
            await().atMost(SOON).until(() -> trees.size(partition) >= reached);
        }
        log.abort(new TestMessages("user-of-trees").next(9_999, NOW));
        log.sendRaw(Topic.MESSAGES, partition, "garbage".getBytes(StandardCharsets.UTF_8));
        log.sendRaw(Topic.MESSAGES, partition, new byte[0]);
        await().atMost(SOON).until(() -> trees.size(partition) == MESSAGES + 2);
        leaves = TestTrees.leaves(log, partition);
    }

    @AfterAll
    static void stop() {
        history.close();
        log.close();
        store.close();
        issuer.close();
    }

    @Test
    void everyRecordOfTheLogIsProvedToBeUnderTheSignedRoot() {
        VerifierKey key = trees.key(partition);

        assertThat(leaves).hasSize(MESSAGES + 2);
        assertThat(trees.checkpoint(partition, "").root()).isEqualTo(TestTrees.root(leaves));
        for (Leaf each : leaves) {
            assertThat(trees.proves(partition, key, each, trees.get(TestTrees.inclusion(partition, each))))
                    .as("%s", each)
                    .isTrue();
        }
    }

    @Test
    void everyCheckpointIsTheBeginningOfEveryLaterOne() {
        List<Checkpoint> all = trees.checkpoints(partition);

        assertThat(all).hasSizeGreaterThanOrEqualTo(6);
        for (Checkpoint from : all) {
            assertThat(from.root()).isEqualTo(TestTrees.root(leaves.subList(0, (int) from.size())));
            for (Checkpoint to : all) {
                if (from.size() <= to.size()) {
                    assertThat(trees.consistent(partition, from, to)).isTrue();
                }
            }
        }
    }

    @Test
    void whoKeepsTheHashesCanBuildTheTree() {
        List<Hash> hashes = leaves.stream().map(Leaf::hash).toList();

        assertThat(trees.entries(partition, 0, MESSAGES)).isEqualTo(hashes.subList(0, MESSAGES));
        assertThat(trees.entries(partition, 250, 260)).isEqualTo(hashes.subList(250, 260));
    }

    @Test
    void aMessageIsFoundByItsCursorAndInAnOlderTree() {
        Leaf leaf = leaves.get(1);
        String cursor =
                Cursor.encode(Positions.of(leaf.era(), leaf.offset(), leaf.appendedAt()), UserHash.of("user-of-trees"));
        HttpResponse<String> answer = trees.get(
                "/v1/trees/%d/inclusion?purpose=test&user=user-of-trees&cursor=%s&size=2".formatted(partition, cursor));

        assertThat(trees.proves(partition, trees.key(partition), leaf, answer)).isTrue();
        assertThat(RunningHistory.json(answer).path("size").asLong()).isBetween(2L, (long) MESSAGES - 1);
    }

    @Test
    void aTreeThatNothingStandsInIsNotSigned() {
        int empty = (partition + 2) % 4;

        assertThat(trees.get("/v1/trees/" + empty + "/checkpoint").statusCode()).isEqualTo(404);
        assertThat(trees.get("/v1/trees/" + empty + "/entries?from=0&to=1").statusCode())
                .isEqualTo(404);
    }

    /** In a tree of its own, which is mended again. */
    @Test
    void whatIsChangedMissingOrSwappedInTheStoreIsFoundAndNotSigned() {
        TestMessages user = new TestMessages(log.userOn(tampered, "user"));
        log.commit(
                IntStream.range(0, 5).mapToObj(i -> user.next(i, NOW, "system")).toList());
        await().atMost(SOON).until(() -> trees.size(tampered) == 5);
        List<Leaf> own = TestTrees.leaves(log, tampered);
        Map<Long, ByteBuffer> hashes = new java.util.TreeMap<>();
        hashRows().forEach(row -> hashes.put(row.getLong("node"), row.getByteBuffer("hash")));
        assertSound(own);

        put(1, hashes.get(3L));
        assertDamaged(own.get(0), "leaf 0 is not in the tree that was signed with size 5");
        put(1, hashes.get(1L));

        put(2, hashes.get(3L));
        put(3, hashes.get(2L));
        assertDamaged(own.get(3), "leaf 3 is not in the tree");
        assertDamaged("/v1/trees/%d/consistency?from=5&to=5".formatted(tampered), null);
        put(2, hashes.get(2L));
        put(3, hashes.get(3L));

        delete(4);
        assertDamaged(own.get(0), "hash 4 of level 0 is missing");
        assertDamaged("/v1/trees/%d/entries?from=0&to=5".formatted(tampered), "hash 4 of level 0 is missing");

        log.commit(user.next(5, NOW, "system"));
        await().atMost(SOON)
                .until(() -> history.health("trees").path("status").asString().equals("DOWN"));
        assertThat(history.health("trees")
                        .path("details")
                        .path("faults")
                        .path("" + tampered)
                        .asString())
                .contains("the checkpoint of size 5");
        assertThat(trees.size(tampered)).isEqualTo(5);
        assertThat(history.isReady()).isTrue();
        put(4, hashes.get(4L));
        await().atMost(SOON).until(() -> trees.size(tampered) == 6);
        assertThat(history.health("trees").path("status").asString()).isEqualTo("UP");

        store.session()
                .execute(
                        "UPDATE %s.tree_leaves SET appended_at = 1 WHERE tree = ? AND era = 1 AND bucket = 0 AND offset = 2 AND leaf = 2"
                                .formatted(cassandra.keyspace()),
                        name());
        assertThat(trees.get(TestTrees.inclusion(tampered, own.get(2))).body()).contains("leaf 2 is not in the tree");
        store.session()
                .execute(
                        "DELETE FROM %s.tree_leaves WHERE tree = ? AND era = 1 AND bucket = 0 AND offset = 2"
                                .formatted(cassandra.keyspace()),
                        name());
        assertThat(trees.get(TestTrees.inclusion(tampered, own.get(2))).statusCode())
                .isEqualTo(404);
        assertThat(history.count("posthorn.history.trees.damaged")).isGreaterThanOrEqualTo(5);
    }

    private void assertSound(List<Leaf> own) {
        own.forEach(each -> assertThat(trees.proves(
                        tampered, trees.key(tampered), each, trees.get(TestTrees.inclusion(tampered, each))))
                .isTrue());
    }

    private void assertDamaged(Leaf leaf, String what) {
        assertDamaged(TestTrees.inclusion(tampered, leaf), what);
    }

    /** @param what null: it is not seen from there */
    private void assertDamaged(String path, String what) {
        HttpResponse<String> answer = trees.get(path);
        if (what == null) {
            assertThat(answer.statusCode()).isEqualTo(200);
            return;
        }
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("urn:posthorn:problem:tree-damaged").contains(what);
    }

    private static String name() {
        return trees.key(tampered).name();
    }

    private static List<Row> hashRows() {
        return store.rows("SELECT node, hash FROM %s.tree_hashes WHERE tree = ? AND level = 0 AND chunk = 0", name());
    }

    private static void put(long index, ByteBuffer hash) {
        store.session()
                .execute(
                        "INSERT INTO %s.tree_hashes (tree, level, chunk, node, hash) VALUES (?, 0, 0, ?, ?)"
                                .formatted(cassandra.keyspace()),
                        name(),
                        index,
                        hash);
    }

    private static void delete(long index) {
        store.session()
                .execute(
                        "DELETE FROM %s.tree_hashes WHERE tree = ? AND level = 0 AND chunk = 0 AND node = ?"
                                .formatted(cassandra.keyspace()),
                        name(),
                        index);
    }

    @Test
    void proofsOfMessagesAreWithinTheReachAndOnRecord() {
        String path = TestTrees.inclusion(partition, leaves.get(0));
        String withUser = path + "&user=user-of-trees";
        String critical = issuer.token(TokenRequest.auditor("auditor-2", Map.of("classes", List.of("critical"))));
        String chat = issuer.token(TokenRequest.auditor("auditor-3", Map.of("classes", List.of("chat"))));
        String others = issuer.token(TokenRequest.auditor("auditor-4", Map.of("userPrefixes", List.of("other"))));

        assertThat(history.getAs(critical, withUser).statusCode()).isEqualTo(200);
        assertThat(history.getAs(critical, TestTrees.inclusion(partition, leaves.get(1)) + "&user=user-of-trees")
                        .statusCode())
                .isEqualTo(404);
        assertThat(history.getAs(critical, path).statusCode())
                .as("without a user it would be a broadcast")
                .isEqualTo(404);
        assertThat(history.getAs(others, path).statusCode()).isEqualTo(403);
        assertThat(history.getAs(critical, path + "&user=other-user").statusCode())
                .isEqualTo(404);
        assertThat(trees.get(path + "&user=" + log.userOn(tampered, "user")).statusCode())
                .isEqualTo(404);
        assertThat(history.getAs(chat, withUser).statusCode()).isEqualTo(404);
        assertThat(history.getAs(others, withUser).statusCode()).isEqualTo(403);
        assertThat(trees.get(path.replace("purpose=test&", "")).statusCode()).isEqualTo(400);
        JsonNode reads = RunningHistory.json(trees.get("/v1/audit/reads?purpose=test&reader=auditor-2"))
                .path("reads");
        assertThat(reads.findValuesAsString("query"))
                .contains("proof of 1:0 in tree " + partition)
                .contains("failed: proof of 1:1 in tree " + partition);
    }

    @Test
    void checkpointsNeedTheScopeAndNoPurpose() {
        String device = issuer.token(new TokenRequest("user-of-trees", "device", "admin", "publish"));
        String limited = issuer.token(TokenRequest.auditor("auditor-5", Map.of("classes", List.of("chat"))));
        String size = "?from=0&to=1";

        for (String path : List.of(
                "/v1/trees",
                "/v1/trees/" + partition + "/checkpoint",
                "/v1/trees/" + partition + "/consistency" + size,
                "/v1/trees/" + partition + "/entries" + size)) {
            assertThat(history.get(path).statusCode()).isEqualTo(401);
            assertThat(history.getAs(device, path).statusCode()).isEqualTo(403);
            assertThat(history.getAs(limited, path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(history.getAs(device, TestTrees.inclusion(partition, leaves.get(0)))
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkpoint?size=-1",
                "checkpoint?size=x",
                "checkpoint?size=99999999999999999999",
                "consistency",
                "consistency?from=1",
                "consistency?from=2&to=1",
                "consistency?from=01&to=1",
                "entries?from=0&to=0",
                "entries?from=0&to=4097",
                "entries?to=1",
                "inclusion?purpose=test",
                "inclusion?purpose=test&era=1",
                "inclusion?purpose=test&offset=1",
                "inclusion?purpose=test&era=1&offset=1&cursor=x",
                "inclusion?purpose=test&era=70000&offset=1",
                "inclusion?purpose=test&cursor=garbage",
                "inclusion?purpose=test&era=1&offset=1&user=%20",
                "inclusion?purpose=test&user=somebody&cursor=AQABAAAAAAAAAAEBm_ZlxAAAAAAA",
                "inclusion?purpose=test&era=1&offset=1&size=x"
            })
    void otherParametersAreRefused(String query) {
        HttpResponse<String> answer = trees.get("/v1/trees/" + partition + "/" + query);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:posthorn:problem:bad-parameter");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4/checkpoint",
                "-1/checkpoint",
                "x/checkpoint",
                "99999999999/checkpoint",
                "9/inclusion?purpose=test&era=1&offset=1",
                "0/inclusion?purpose=test&era=1&offset=77777",
                "0/consistency?from=1&to=77777"
            })
    void whatIsNotThereIsNotFound(String path) {
        HttpResponse<String> answer = trees.get("/v1/trees/" + path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("urn:posthorn:problem:not-found");
    }

    @Test
    void sizesAndFaultsAreMeasured() {
        String scraped = history.get("/actuator/prometheus").body();

        assertThat(scraped)
                .contains("posthorn_history_trees_size{partition=\"%d\"} %d.0".formatted(partition, MESSAGES + 2))
                .contains("posthorn_history_trees_unsigned_seconds{partition=\"%d\"} 0.0".formatted(partition))
                .contains("posthorn_history_trees_faults");
    }
}
