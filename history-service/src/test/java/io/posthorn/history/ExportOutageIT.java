// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.export.ExportLine;
import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.rig.Exports;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestExports;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.local.server.CassandraServer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.OwnCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports that do not come to their end: never as if whole, and on record with what was sent. */
@RealKafka
@Order(1)
class ExportOutageIT {

    private static final String HEAVY = "heavy-1";
    private static final int HEAVY_ROWS = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant FIRST = Instant.now().minus(Duration.ofDays(3));
    private static final List<Message> COMMITTED = Exports.messages(HEAVY, HEAVY_ROWS, FIRST, Duration.ofSeconds(3));
    private static final String OTHER = "/v1/export?purpose=p&user=even-0";

    static KafkaSpace kafka;

    private static CassandraServer server;
    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestStore store;
    private static TestExports exports;
    private static String auditor;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = OwnCassandra.ofOneLife(folder.resolve("cassandra"));
        server.start();
        CassandraSpace cassandra = new CassandraSpace(server.host(), server.port(), "datacenter1", "export");
        issuer = TokenIssuer.start(folder.resolve("issuer"), 0);
        history = RunningHistory.start(
                kafka,
                cassandra,
                issuer,
                "posthorn.history.writing.slice-rows=7000",
                "posthorn.history.export.at-once=2",
                "spring.cassandra.request.timeout=2s",
                "server.tomcat.connection-timeout=4s");
        store = new TestStore(cassandra);
        exports = new TestExports(history);
        auditor = issuer.token(new TokenRequest("auditor-1", "audit"));
        try (TestLog log = new TestLog(kafka)) {
            for (int i = 0; i < HEAVY_ROWS; i += 5_000) {
                log.commit(COMMITTED.subList(i, i + 5_000));
            }
            log.commit(Exports.messages("even-0", 20, FIRST, Duration.ofHours(1)));
            log.awaitDone(Topic.MESSAGES);
        }
    }

    @AfterAll
    static void stop() {
        store.close();
        history.close();
        issuer.close();
        server.close();
    }

    @Test
    void moreThanSoManyAtOnceAreToldToComeLaterAndWhoTakesNothingIsCutOff() throws IOException {
        double before = history.count("posthorn.history.export.rows");
        try (Exports.SlowClient first = slow("stalled-1");
                Exports.SlowClient second = slow("stalled-2")) {
            first.read(5_000);
            second.read(5_000);

            HttpResponse<byte[]> third = exports.get(auditor, OTHER);

            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("Retry-After")).contains("10");
            assertThat(new String(third.body(), StandardCharsets.UTF_8)).contains("urn:posthorn:problem:busy");

            await().atMost(PATIENCE)
                    .until(() ->
                            ended("stalled-1").isPresent() && ended("stalled-2").isPresent());
            double read = history.count("posthorn.history.export.rows") - before;
            assertThat(read).as("no more is read than is taken").isLessThan(1.6 * HEAVY_ROWS);
            first.readToTheEnd();
            assertThat(first.isWhole()).isFalse();
            List<ExportRow> taken = Exports.rows(first.body());
            assertThat(taken).isNotEmpty().hasSizeLessThan(HEAVY_ROWS);
            assertThat(ended("stalled-1").orElseThrow().getLong("rows")).isGreaterThanOrEqualTo(taken.size());
        }
        assertThat(exports.get(auditor, OTHER).statusCode()).isEqualTo(200);
    }

    @Test
    void whoGoesAwayLeavesRoomForOthersAndIsOnRecordWithWhatWasSent() throws IOException {
        try (Exports.SlowClient gone = slow("gone-1")) {
            gone.read(5_000);
        }

        await().atMost(PATIENCE).until(() -> ended("gone-1").isPresent());
        assertThat(ended("gone-1").orElseThrow().getLong("rows")).isPositive().isLessThan(HEAVY_ROWS);
    }

    @Test
    void whatCannotBeRecordedAtItsEndIsNotWhole() throws IOException {
        byte[] taken;
        try (Exports.SlowClient client = slow("unrecorded-1")) {
            client.read(50_000);
            store.session().execute("ALTER TABLE export.audit_reads RENAME id TO read_id");
            try {
                client.readToTheEnd();
            } finally {
                store.session().execute("ALTER TABLE export.audit_reads RENAME read_id TO id");
            }
            assertThat(client.isWhole()).isFalse();
            taken = Exports.wholeLines(client.body());
        }
        List<ExportLine> lines = Exports.lines(taken);
        assertThat(lines).isNotEmpty().hasSameSizeAs(Exports.rows(lines));
        assertThat(ended("unrecorded-1")).isEmpty();
    }

    @Test
    void withCassandraAwayInTheMiddleItIsCutAndNotAsIfWhole() throws IOException {
        byte[] taken;
        try (Exports.SlowClient client = slow("away-1")) {
            client.read(50_000);
            server.pause();
            try {
                client.readToTheEnd();
                assertThat(client.isWhole()).isFalse();
                assertThat(exports.get(auditor, OTHER).statusCode())
                        .as("what has not begun is a problem")
                        .isEqualTo(503);
            } finally {
                server.resume();
            }
            taken = Exports.wholeLines(client.body());
        }
        List<ExportLine> lines = Exports.lines(taken);
        List<ExportRow> rows = Exports.rows(lines);
        assertThat(lines).hasSameSizeAs(rows);
        assertThat(rows).hasSizeLessThan(HEAVY_ROWS);
        history.awaitReady();

        String after = rows.get(rows.size() - 1).after();
        List<ExportLine> rest = Exports.lines(exports.export(auditor, "user=" + HEAVY + "&after=" + after));

        assertThat(rows.stream().map(ExportRow::message)).isEqualTo(COMMITTED.subList(0, rows.size()));
        assertThat(Exports.rows(rest).stream().map(ExportRow::message))
                .isEqualTo(COMMITTED.subList(rows.size(), HEAVY_ROWS));
        assertThat(Exports.end(rest).isWhole()).isTrue();
    }

    private static Exports.SlowClient slow(String purpose) throws IOException {
        return new Exports.SlowClient(history.uri("/v1/export?user=" + HEAVY + "&purpose=" + purpose), auditor);
    }

    private static Optional<Row> ended(String purpose) {
        return store.rows("SELECT * FROM %s.audit_reads").stream()
                .filter(row -> purpose.equals(row.getString("purpose")))
                .filter(row -> String.valueOf(row.getString("query")).startsWith("export "))
                .findFirst();
    }
}
