// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.integrity.SigningKey;
import io.posthorn.contracts.integrity.VerifierKey;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.history.rig.TestTrees;
import io.posthorn.local.export.Download;
import io.posthorn.local.export.ExportFolder;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.local.verify.Finding;
import io.posthorn.local.verify.Report;
import io.posthorn.local.verify.Verification;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports of a few rows, made and verified by the command's own code: each is proven by its path, and no tree is downloaded. */
@RealKafka
@RealCassandra
class ProvenExportIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Instant FIRST =
            Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(1));
    /** With three rows of a user among them: all leaves would take three requests too. */
    private static final int LEAVES = 8_200;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestStore store;
    private static TestLog log;
    private static TestTrees trees;
    private static TestMessages few;
    private static TestMessages others;

    @TempDir
    Path work;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path key = Files.createFile(
                folder.resolve("key.pem"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, SigningKey.generate("test").toPem());
        issuer = TokenIssuer.start(folder, 0);
        history = RunningHistory.start(
                kafka,
                cassandra,
                issuer,
                "posthorn.history.integrity.key-file=" + key,
                "posthorn.history.integrity.checkpoint-interval=100ms");
        store = new TestStore(cassandra);
        log = new TestLog(kafka);
        trees = new TestTrees(history, auditor("auditor-1"));
        few = new TestMessages(log.userOn(0, "few"));
        others = new TestMessages(log.userOn(0, "many"));
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < LEAVES; i++) {
            TestMessages each = i % 4_000 == 50 ? few : others;
            messages.add(each.next(i, FIRST.plusMillis(i)));
        }
        commit(0, messages);
        commit(1, List.of(new TestMessages(log.userOn(1, "changed")).next(0, FIRST)));
        commit(3, List.of(new TestMessages(log.userOn(3, "system")).next(0, FIRST, "system")));
        log.commit(2, TestLog.fact(new TestMessages("").next(0, FIRST, "system")));
        await().atMost(SOON).until(() -> trees.size(2) == 1);
        log.awaitDone(Topic.MESSAGES);
    }

    private static void commit(int partition, List<Message> messages) {
        long size = trees.size(partition) + messages.size();
        log.commit(messages);
        await().atMost(SOON).until(() -> trees.size(partition) == size);
    }

    @AfterAll
    static void stop() {
        history.close();
        log.close();
        store.close();
        issuer.close();
    }

    private static String auditor(String name) {
        return issuer.token(new TokenRequest(name, "audit"));
    }

    private void export(String token, Map<String, String> query) throws Exception {
        Download.Request request = new Download.Request(query, 100, 1 << 20, "test");
        new Download(new ExportFolder(work), history.uri(""), token, request, line -> {}).run();
    }

    private Report verify() throws IOException {
        VerifierKey key = trees.key(0);
        return new Verification(new ExportFolder(work), Duration.ofDays(7)).run(Optional.of(key));
    }

    private JsonNode places(int row) throws IOException {
        return JSON.readTree(
                Files.readAllLines(work.resolve("places-00001.ndjson")).get(row));
    }

    @Test
    void aFewRowsOfAManyTimesLargerTreeAreProvenByTheirPaths() throws Exception {
        export(auditor("auditor-few"), Map.of("user", few.user()));

        Report report = verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.proven()).isEqualTo(3);
        assertThat(report.exitCode()).isZero();
        assertThat(work).isDirectoryNotContaining("glob:**leaves-*");
        assertThat(places(0).path("path").size()).isGreaterThanOrEqualTo(13);
        JsonNode reads = RunningHistory.json(trees.get("/v1/audit/reads?purpose=test&reader=auditor-few"))
                .path("reads");
        long size = keptSize();
        assertThat(reads.findValuesAsString("query"))
                .contains(
                        "proof of 1:50 in tree 0 size=" + size,
                        "proof of 1:4050 in tree 0 size=" + size,
                        "proof of 1:8050 in tree 0 size=" + size);
    }

    private long keptSize() throws IOException {
        return Long.parseLong(JSON.readTree(Files.readString(work.resolve("checkpoints.json")))
                .path("0")
                .asString()
                .split("\n")[1]);
    }

    @Test
    void allProofsAreAgainstTheCheckpointThatWasKeptThoughTheTreeHasGrown() throws Exception {
        export(auditor("auditor-grown"), Map.of("user", few.user()));
        long size = keptSize();
        Files.delete(work.resolve("manifest.json"));
        Files.delete(work.resolve("places-00001.ndjson"));
        commit(0, List.of(others.next(LEAVES + size, FIRST.plusSeconds(60))));

        export(auditor("auditor-grown"), Map.of("user", few.user()));

        assertThat(trees.size(0)).isGreaterThan(size);
        assertThat(keptSize()).isEqualTo(size);
        assertThat(verify().proven()).isEqualTo(3);
        assertThat(verify().exitCode()).isZero();
    }

    @Test
    void aRowThatWasChangedInTheStoreIsNamed() throws Exception {
        String user = log.userOn(1, "changed");
        Row slice = store.rows("SELECT month, slice, tier FROM %s.slices WHERE user = ?", user)
                .get(0);
        store.rows(
                "UPDATE %s.messages_" + slice.getString("tier")
                        + " SET title = 'Lost' WHERE user = ? AND month = ? AND slice = ? AND era = 1 AND offset = 0",
                user,
                slice.getInt("month"),
                slice.getInt("slice"));

        export(auditor("auditor-changed"), Map.of("user", user));

        assertThat(Files.readString(work.resolve("part-00001.ndjson"))).contains("Lost");
        assertThat(verify().findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Finding.Kind.ALTERED);
            assertThat(found.where()).contains(user + " 1:0 (orders/n-0), row 1 of part-00001.ndjson");
            assertThat(found.what()).isEqualTo("it is not what the log held at leaf 0 of partition 1");
        });
    }

    @Test
    void whoMaySeeOnlySomeProvesWhatTheySeeAlsoBroadcasts() throws Exception {
        String limited = issuer.token(TokenRequest.auditor("auditor-limited", Map.of("classes", List.of("system"))));

        export(limited, Map.of());

        assertThat(Files.readString(work.resolve("part-00001.ndjson")))
                .contains(log.userOn(3, "system"), "\"partition\":2");
        assertThat(verify().findings()).isEmpty();
        assertThat(verify().rows()).isEqualTo(2);
        assertThat(verify().proven()).isEqualTo(2);
        assertThat(List.of(places(0), places(1))).allMatch(each -> each.has("path"));
    }

    @Test
    void aProofThatWasExchangedIsNamed() throws Exception {
        export(auditor("auditor-exchanged"), Map.of("user", few.user()));
        Path places = work.resolve("places-00001.ndjson");
        List<String> lines = new ArrayList<>(Files.readAllLines(places));
        lines.set(1, lines.get(2).replace("\"row\":3", "\"row\":2"));
        Files.write(places, lines);

        assertThat(verify().findings())
                .extracting(Finding::where, Finding::what)
                .contains(Tuple.tuple(
                        few.user() + " 1:4050 (orders/n-4050), row 2 of part-00001.ndjson",
                        "it is not what the log held at leaf 8050 of partition 0"));
        assertThat(verify().proven()).isEqualTo(2);
    }
}
