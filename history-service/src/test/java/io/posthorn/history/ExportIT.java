// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.rig.Exports;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.local.server.CassandraServer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports of many rows: whole, in order, resumed at any byte, within reach, and never as if whole when they are not. */
@RealKafka
class ExportIT {

    private static final String HEAVY = "heavy-1";
    private static final int HEAVY_ROWS = 20_000;
    private static final int USERS = 60;
    private static final int ROWS_EACH = 20;
    private static final int BROADCASTS = 7;
    private static final Instant FIRST = Instant.now().minus(Duration.ofDays(3));
    private static final String BODY = "It is on its way. ".repeat(60);

    static KafkaSpace kafka;

    private static CassandraServer server;
    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestStore store;
    private static String auditor;
    private static final HttpClient http = HttpClient.newHttpClient();
    /** Key of the owner → what was committed. */
    private static final Map<String, List<Message>> committed = new LinkedHashMap<>();

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = new CassandraServer(folder.resolve("cassandra"), 0);
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
        auditor = issuer.token(new TokenRequest("auditor-1", "audit"));
        commitAll();
        int all = committed.values().stream().mapToInt(List::size).sum();
        await().atMost(Duration.ofSeconds(60)).until(() -> history.count("posthorn.history.rows") == all);
    }

    private static void commitAll() {
        try (TestLog log = new TestLog(kafka)) {
            List<Message> heavy = messages(HEAVY, HEAVY_ROWS, Duration.ofSeconds(3));
            for (int i = 0; i < HEAVY_ROWS; i += 5_000) {
                log.commit(heavy.subList(i, i + 5_000));
            }
            committed.put(HEAVY, heavy);
            for (int i = 0; i < USERS; i++) {
                String user = (i % 2 == 0 ? "even-" : "odd-") + i;
                List<Message> messages = messages(user, ROWS_EACH, Duration.ofHours(1));
                log.commit(messages);
                committed.put(user, messages);
            }
            TestMessages everyone = new TestMessages("");
            List<Message> broadcasts = new ArrayList<>();
            for (int i = 0; i < BROADCASTS; i++) {
                broadcasts.add(everyone.next(900_000 + i, FIRST.plusSeconds(i), "system"));
            }
            log.commit(
                    3, broadcasts.stream().map(TestLog::fact).toArray(io.posthorn.contracts.v1.MessageRecord[]::new));
            committed.put("everyone 3", broadcasts);
        }
    }

    /** Every third is to a group, every second a system message. */
    private static List<Message> messages(String user, int count, Duration apart) {
        TestMessages chain = new TestMessages(user);
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Message.Builder message =
                    chain.next(i, FIRST.plus(apart.multipliedBy(i)), i % 2 == 0 ? "chat" : "system").toBuilder();
            message.getNotificationBuilder().setBody(BODY + i);
            messages.add(i % 3 == 0 ? message.setGroup("eng").build() : message.build());
        }
        return messages;
    }

    @AfterAll
    static void stop() {
        store.close();
        history.close();
        issuer.close();
        server.close();
    }

    @Test
    void aUsersRowsAreThereOnceToTheBitAndInLogOrder() {
        byte[] export = export("user=" + HEAVY);

        assertThat(Exports.rows(export).stream().map(ExportRow::message)).isEqualTo(committed.get(HEAVY));
        assertThat(Exports.rows(export).get(HEAVY_ROWS - 1).number()).isEqualTo(HEAVY_ROWS);
        assertThat(Exports.end(export).isWhole()).isTrue();
        assertThat(Exports.end(export).rows()).isEqualTo(HEAVY_ROWS);
        assertThat(Exports.end(export).query()).containsEntry("user", HEAVY).containsKeys("from", "to");
    }

    @Test
    void cutAtAnyByteItGoesOnWithTheSameBytes() {
        String query = "user=" + HEAVY + "&from=" + FIRST.plusSeconds(3_000) + "&to=" + FIRST.plusSeconds(12_000);
        byte[] whole = export(query);
        assertThat(Exports.rows(whole)).hasSize(3_000);
        Random random = new Random(12);
        for (int i = 0; i < 6; i++) {
            byte[] kept = wholeLines(Arrays.copyOf(whole, 1_000 + random.nextInt(whole.length - 1_000)));
            List<ExportRow> rows = Exports.rows(kept);

            byte[] rest = export(query + "&after=" + rows.get(rows.size() - 1).after());

            assertThat(join(kept, rest)).isEqualTo(whole);
        }
    }

    private static byte[] wholeLines(byte[] cut) {
        int end = cut.length;
        while (cut[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(cut, end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows=1", "rows=7", "bytes=30000", "rows=1000000"})
    void partsOfAllOwnersJoinWithoutARepeatOrAHole(String size) {
        // Without the heavy user, who is of another class of users here.
        String token = auditor(Map.of("userPrefixes", List.of("even-1", "odd-5")));
        List<ExportRow> rows = parts("group=eng", size, token);

        Map<String, List<Message>> byOwner = new LinkedHashMap<>();
        rows.forEach(row ->
                byOwner.computeIfAbsent(row.owner(), owner -> new ArrayList<>()).add(row.message()));
        Map<String, List<Message>> expected = new LinkedHashMap<>();
        committed.forEach((owner, messages) -> {
            if (owner.startsWith("even-1") || owner.startsWith("odd-5")) {
                expected.put(
                        owner,
                        messages.stream()
                                .filter(each -> each.getGroup().equals("eng"))
                                .toList());
            }
        });
        assertThat(byOwner).isEqualTo(expected);
        assertThat(rows.stream().map(ExportRow::number))
                .isEqualTo(java.util.stream.LongStream.rangeClosed(1, rows.size())
                        .boxed()
                        .toList());
        assertThat(ownersInARow(rows)).as("an owner's rows stand together").doesNotHaveDuplicates();
    }

    private static List<String> ownersInARow(List<ExportRow> rows) {
        List<String> owners = new ArrayList<>();
        for (ExportRow row : rows) {
            if (owners.isEmpty() || !owners.get(owners.size() - 1).equals(row.owner())) {
                owners.add(row.owner());
            }
        }
        return owners;
    }

    private static List<ExportRow> parts(String query, String size, String token) {
        List<ExportRow> rows = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            byte[] part = export(
                    query + "&" + size + after.map(text -> "&after=" + text).orElse(""), token);
            rows.addAll(Exports.rows(part));
            after = Exports.end(part).after();
            assertThat(Exports.end(part).rows()).isEqualTo(rows.size());
        } while (after.isPresent());
        return rows;
    }

    @Test
    void everythingOfAClassAndATimeIsThereAlsoWhatIsEveryones() {
        Instant to = FIRST.plusSeconds(60);
        byte[] export = export("class=system&to=" + to);

        Set<Message> expected = new HashSet<>();
        committed
                .values()
                .forEach(all -> all.stream()
                        .filter(each -> each.getNotification().getClassName().equals("system"))
                        .filter(each -> each.getPosition().getAppendedAt() < to.toEpochMilli())
                        .forEach(expected::add));
        assertThat(expected).hasSizeGreaterThan(BROADCASTS);
        assertThat(Exports.rows(export).stream().map(ExportRow::message)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(Exports.rows(export).stream()
                        .filter(row -> row.owner().equals("everyone 3"))
                        .map(ExportRow::partition))
                .hasSize(BROADCASTS)
                .containsOnly(3);
    }

    @Test
    void nothingIsAWholeExportToo() {
        byte[] export = export("user=nobody-1");

        assertThat(Exports.rows(export)).isEmpty();
        assertThat(Exports.end(export).isWhole()).isTrue();
    }

    @Test
    void onlyAnAuditorWithAPurposeWithinReachExports() {
        String path = "/v1/export?user=" + HEAVY;
        String device = issuer.token(new TokenRequest(HEAVY, "device"));
        String other = auditor(Map.of("userPrefixes", List.of("even-")));

        assertThat(history.get(path + "&purpose=p").statusCode()).isEqualTo(401);
        assertThat(history.getAs(device, path + "&purpose=p").statusCode()).isEqualTo(403);
        assertThat(history.getAs(other, path + "&purpose=p").statusCode()).isEqualTo(403);
        assertThat(history.getAs(auditor, path).statusCode()).isEqualTo(400);
    }

    @Test
    void whatLiesBeyondTheReachIsNotShown() {
        String token = auditor(Map.of("classes", List.of("chat"), "groups", List.of("eng")));

        byte[] export = export("user=even-0", token);

        assertThat(Exports.rows(export).stream().map(ExportRow::message))
                .isEqualTo(committed.get("even-0").stream()
                        .filter(each -> each.getNotification().getClassName().equals("chat")
                                && each.getGroup().equals("eng"))
                        .toList());
        assertThat(Exports.rows(export("class=system", auditor(Map.of("userPrefixes", List.of("even-"))))))
                .allMatch(row -> row.message().getUser().startsWith("even-"));
    }

    @Test
    void aForgedTokenOpensNothingElse() {
        String even = auditor(Map.of("userPrefixes", List.of("even-")));
        String after = Exports.rows(export("group=eng&rows=1", even)).get(0).after();
        String to = Exports.end(export("group=eng&rows=1&after=" + after, even))
                .query()
                .get("to");
        byte[] raw = Base64.getUrlDecoder().decode(after);
        int head = 1 + 6 * Long.BYTES + Integer.BYTES;
        byte[] atHeavy = join(Arrays.copyOf(raw, head), HEAVY.getBytes(StandardCharsets.UTF_8));
        String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(atHeavy);

        assertThat(Exports.rows(export("group=eng&after=" + forged, even)))
                .allMatch(row -> row.message().getUser().startsWith("even-"));
        for (String other : List.of(
                "user=even-2&after=" + after,
                "group=ops&after=" + after,
                "group=eng&from=" + FIRST + "&after=" + after,
                "group=eng&to=" + FIRST + "&after=" + after,
                "user=even-0&after=" + forged,
                "group=eng&after=",
                "group=eng&after=garbage")) {
            assertThat(get("/v1/export?purpose=p&" + other, even).statusCode())
                    .as(other)
                    .isEqualTo(400);
        }
        assertThat(get("/v1/export?purpose=p&group=eng&to=" + to + "&after=" + after, auditor)
                        .statusCode())
                .as("a token of another reach")
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user=a%20b",
                "user=",
                "group=" + "a%09b",
                "hold=a%20b",
                "from=yesterday",
                "to=2999-01-01T00:00:00Z",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "rows=0",
                "rows=1000001",
                "bytes=many",
                "bytes=99999999999999999999",
                "format=xml",
                "header=maybe"
            })
    void otherParametersAreRefused(String parameters) {
        HttpResponse<byte[]> answer = get("/v1/export?purpose=p&" + parameters, auditor);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("urn:posthorn:problem:bad-parameter");
    }

    @Test
    void csvIsForSpreadsheetsAndGoesOnWithoutAHead() {
        String whole = text(export("user=even-0&format=csv&to=" + FIRST.plusSeconds(90_000)));
        List<String> lines = List.of(whole.split("\r\n"));

        assertThat(lines.get(0))
                .startsWith("kind,row,partition,user,era,offset,appendedAt")
                .endsWith(",after");
        assertThat(lines).hasSize(ROWS_EACH + 2);
        assertThat(lines.get(ROWS_EACH + 1)).startsWith("end," + ROWS_EACH + ",");
        String after = lines.get(5).substring(lines.get(5).lastIndexOf(',') + 1);

        String rest = text(
                export("user=even-0&format=csv&header=absent&to=" + FIRST.plusSeconds(90_000) + "&after=" + after));

        assertThat(String.join("\r\n", lines.subList(0, 6)) + "\r\n" + rest).isEqualTo(whole);
    }

    @Test
    void anExportIsOnRecordWhenItBeginsAndWhenItEnds() {
        export("user=even-4&rows=5&purpose=complaint-4", auditor);

        assertThat(records("complaint-4"))
                .extracting(row -> row.getString("query").split(" ")[0], row -> row.getLong("rows"))
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("begun:", 0L),
                        org.assertj.core.groups.Tuple.tuple("export", 5L));
        assertThat(records("complaint-4")).allSatisfy(row -> {
            assertThat(row.getString("user")).isEqualTo("even-4");
            assertThat(row.getString("query")).contains("user=even-4", "from=1970-01-01T00:00:00Z", "to=");
        });
    }

    @Test
    void moreThanSoManyAtOnceAreToldToComeLaterAndWhoTakesNothingIsCutOff() throws IOException {
        double before = history.count("posthorn.history.export.rows");
        try (Exports.SlowClient first = slow("stalled-1");
                Exports.SlowClient second = slow("stalled-2")) {
            first.read(5_000);
            second.read(5_000);

            HttpResponse<byte[]> third = get("/v1/export?purpose=p&user=even-0", auditor);

            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("Retry-After")).contains("10");
            assertThat(new String(third.body(), StandardCharsets.UTF_8)).contains("urn:posthorn:problem:busy");

            await().atMost(Duration.ofSeconds(20))
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
        assertThat(get("/v1/export?purpose=p&user=even-0", auditor).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoGoesAwayLeavesRoomForOthersAndIsOnRecordWithWhatWasSent() throws IOException {
        try (Exports.SlowClient gone = slow("gone-1")) {
            gone.read(5_000);
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> ended("gone-1").isPresent());
        assertThat(ended("gone-1").orElseThrow().getLong("rows")).isPositive().isLessThan(HEAVY_ROWS);
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
                assertThat(get("/v1/export?purpose=p&user=even-0", auditor).statusCode())
                        .as("what has not begun is a problem")
                        .isEqualTo(503);
            } finally {
                server.resume();
            }
            taken = wholeLines(client.body());
        }
        List<ExportRow> rows = Exports.rows(taken);
        assertThat(Exports.lines(taken)).hasSameSizeAs(rows);
        assertThat(rows).hasSizeLessThan(HEAVY_ROWS);
        history.awaitReady();

        byte[] rest =
                export("user=" + HEAVY + "&after=" + rows.get(rows.size() - 1).after());

        assertThat(Exports.rows(join(taken, rest)).stream().map(ExportRow::message))
                .isEqualTo(committed.get(HEAVY));
        assertThat(Exports.end(rest).isWhole()).isTrue();
    }

    private static Exports.SlowClient slow(String purpose) throws IOException {
        return new Exports.SlowClient(history.uri("/v1/export?user=" + HEAVY + "&purpose=" + purpose), auditor);
    }

    private static Optional<Row> ended(String purpose) {
        return records(purpose).stream()
                .filter(row -> String.valueOf(row.getString("query")).startsWith("export "))
                .findFirst();
    }

    private static List<Row> records(String purpose) {
        return store.rows("SELECT * FROM %s.audit_reads").stream()
                .filter(row -> purpose.equals(row.getString("purpose")))
                .toList();
    }

    private static String auditor(Map<String, List<String>> limits) {
        return issuer.token(TokenRequest.auditor("auditor-2", limits));
    }

    private static byte[] export(String query) {
        return export(query, auditor);
    }

    private static byte[] export(String query, String token) {
        String purpose = query.contains("purpose=") ? "" : "&purpose=test";
        HttpResponse<byte[]> answer = get("/v1/export?" + query + purpose, token);
        assertThat(answer.statusCode()).as(query).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return answer.body();
    }

    private static HttpResponse<byte[]> get(String path, String token) {
        HttpRequest request = HttpRequest.newBuilder(history.uri(path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }
}
