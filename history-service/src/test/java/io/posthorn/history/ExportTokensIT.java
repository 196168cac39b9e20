// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.export.ExportEnd;
import io.posthorn.contracts.export.ExportRow;
import io.posthorn.history.rig.Exports;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor is given to go on with tells nothing of those beyond their reach, and goes on at every instance. */
@RealKafka
@RealCassandra
class ExportTokensIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int OTHERS = 12;
    private static final int ROWS = 5;
    /** One for everything that there is to look at, and as many again. */
    private static final int MOST_PARTS = 2 * (OTHERS + 1 + ROWS);
    /** Each part ends with the first thing that was looked at, which is nearly always somebody else. */
    private static final String SHORT_PARTS = "posthorn.history.export.part-time=1ms";

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static RunningHistory one;
    private static RunningHistory other;
    private static String limited;

    @BeforeAll
    static void start(@TempDir Path folder) {
        issuer = TokenIssuer.start(folder.resolve("issuer"), 0);
        one = RunningHistory.start(kafka, cassandra, issuer, SHORT_PARTS);
        other = RunningHistory.start(kafka, cassandra, issuer, SHORT_PARTS);
        limited = issuer.token(TokenRequest.auditor("auditor-1", Map.of("userPrefixes", List.of("mine-"))));
        try (TestLog log = new TestLog(kafka)) {
            commit(log, "mine-1");
            for (int i = 0; i < OTHERS; i++) {
                commit(log, "somebody-" + i);
            }
        }
        await().atMost(PATIENCE)
                .until(() -> one.count("posthorn.history.rows") + other.count("posthorn.history.rows")
                        == (OTHERS + 1) * ROWS);
    }

    private static void commit(TestLog log, String user) {
        TestMessages messages = new TestMessages(user);
        for (int i = 0; i < ROWS; i++) {
            log.commit(messages.next(i, Instant.now().minusSeconds(100 - i)));
        }
    }

    @AfterAll
    static void stop() {
        other.close();
        one.close();
        issuer.close();
    }

    private static HttpResponse<String> export(RunningHistory from, String token, String query) {
        return from.getAs(token, "/v1/export?purpose=p&" + query);
    }

    private static byte[] part(RunningHistory from, Optional<String> after) {
        HttpResponse<String> answer = export(
                from,
                limited,
                "class=chat" + after.map(text -> "&after=" + text).orElse(""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().getBytes(StandardCharsets.UTF_8);
    }

    /** Each part from the other instance. */
    private static List<byte[]> parts() {
        List<byte[]> parts = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            byte[] part = part(parts.size() % 2 == 0 ? one : other, after);
            parts.add(part);
            assertThat(parts).as("each comes further").hasSizeLessThan(MOST_PARTS);
            after = Exports.end(part).after();
        } while (after.isPresent());
        return parts;
    }

    @Test
    void theyGoOnAtEveryInstanceAndTellNoName() {
        List<byte[]> parts = parts();

        assertThat(parts).hasSizeGreaterThan(OTHERS / 2);
        assertThat(parts.stream().filter(each -> Exports.rows(each).isEmpty()))
                .as("parts that end at somebody else")
                .hasSizeGreaterThan(OTHERS / 2 - 1);
        assertThat(parts.stream().flatMap(each -> Exports.rows(each).stream()).map(ExportRow::owner))
                .hasSize(ROWS)
                .containsOnly("mine-1");
        List<ExportEnd> ends = parts.stream().map(Exports::end).toList();
        assertThat(ends.get(ends.size() - 1).rows()).isEqualTo(ROWS);
        assertThat(ends.stream().flatMap(end -> end.after().stream())).allSatisfy(token -> {
            assertThat(token).doesNotContain("somebody").doesNotContain("mine");
            assertThat(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1))
                    .doesNotContain("somebody")
                    .doesNotContain("mine");
        });
    }

    @Test
    void theSamePartIsTheSameToTheByteWhoeverAnswers() {
        byte[] first = part(one, Optional.empty());
        String to = Exports.end(first).query().get("to");
        String whole = issuer.token(new TokenRequest("auditor-2", "audit"));
        String query = "user=mine-1&rows=1&to=" + to;

        assertThat(export(other, whole, query).body())
                .isEqualTo(export(one, whole, query).body());
    }

    @Test
    void changedOrWithAnotherQueryOrReachTheyAreRefused() {
        ExportEnd end = Exports.end(part(one, Optional.empty()));
        String after = end.after().orElseThrow();
        char last = after.charAt(after.length() / 2);
        String changed = after.substring(0, after.length() / 2)
                + (last == 'A' ? 'B' : 'A')
                + after.substring(after.length() / 2 + 1);
        String wider = issuer.token(TokenRequest.auditor("auditor-1", Map.of("userPrefixes", List.of("m", "mine-"))));

        assertThat(export(other, limited, "class=chat&after=" + after).statusCode())
                .isEqualTo(200);
        isRefused(export(one, limited, "class=chat&after=" + changed));
        isRefused(export(one, limited, "class=chat&after=" + after.substring(1)));
        isRefused(export(one, limited, "class=system&after=" + after));
        isRefused(export(one, limited, "class=chat&to=2026-01-01T00:00:00Z&after=" + after));
        isRefused(export(one, wider, "class=chat&after=" + after));
        isRefused(export(one, issuer.token(new TokenRequest("auditor-2", "audit")), "class=chat&after=" + after));
    }

    private static void isRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(RunningHistory.json(answer).path("type").asString()).isEqualTo("urn:posthorn:problem:bad-parameter");
        assertThat(answer.body()).doesNotContain("somebody");
    }
}
