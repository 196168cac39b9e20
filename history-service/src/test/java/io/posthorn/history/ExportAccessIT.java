// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.rig.Exports;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.TestExports;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may export what: within reach, on record, and with a token that opens nothing else. */
@SharedHistory
class ExportAccessIT {

    private static final String FAR = "far-1";
    private static final Instant FIRST = Instant.now().minus(Duration.ofDays(2));
    private static final List<Message> NEAR = messages("near-0");

    private static RunningHistory history;
    private static TestLog log;
    private static TestStore store;
    private static TestExports exports;
    private static TokenIssuer issuer;
    private static String auditor;
    private static String ofNear;

    @BeforeAll
    static void commit() {
        auditor = issuer.token(new TokenRequest("auditor-1", "audit"));
        ofNear = auditor(Map.of("userPrefixes", List.of("near-")));
        log.commit(NEAR);
        log.commit(messages("near-2"));
        log.commit(messages("near-4"));
        log.commit(messages(FAR));
        log.awaitDone(Topic.MESSAGES);
    }

    private static List<Message> messages(String user) {
        return Exports.messages(user, 20, FIRST, Duration.ofHours(1));
    }

    @Test
    void onlyAnAuditorWithAPurposeWithinReachExports() {
        String path = "/v1/export?user=" + FAR;
        String device = issuer.token(new TokenRequest(FAR, "device"));

        assertThat(history.get(path + "&purpose=p").statusCode()).isEqualTo(401);
        assertThat(history.getAs(device, path + "&purpose=p").statusCode()).isEqualTo(403);
        assertThat(history.getAs(ofNear, path + "&purpose=p").statusCode()).isEqualTo(403);
        assertThat(history.getAs(auditor, path).statusCode()).isEqualTo(400);
    }

    @Test
    void whatLiesBeyondTheReachIsNotShown() {
        String token = auditor(Map.of("classes", List.of("chat"), "groups", List.of("eng")));

        assertThat(Exports.rows(exports.export(token, "user=near-0")).stream().map(ExportRow::message))
                .isEqualTo(NEAR.stream()
                        .filter(each -> each.getNotification().getClassName().equals("chat")
                                && each.getGroup().equals("eng"))
                        .toList());
        assertThat(Exports.rows(exports.export(ofNear, "class=system")))
                .isNotEmpty()
                .allMatch(row -> row.message().getUser().startsWith("near-"));
    }

    @Test
    void aForgedTokenOpensNothingElse() {
        String after =
                Exports.rows(exports.export(ofNear, "group=eng&rows=1")).get(0).after();
        String to = Exports.end(exports.export(ofNear, "group=eng&rows=1&after=" + after))
                .query()
                .get("to");
        byte[] raw = Base64.getUrlDecoder().decode(after);
        int head = 1 + 6 * Long.BYTES + Integer.BYTES;
        byte[] atFar = Exports.join(Arrays.copyOf(raw, head), FAR.getBytes(StandardCharsets.UTF_8));
        String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(atFar);

        for (String other : List.of(
                "user=near-2&after=" + after,
                "group=ops&after=" + after,
                "group=eng&from=" + FIRST + "&after=" + after,
                "group=eng&to=" + FIRST + "&after=" + after,
                "group=eng&after=" + forged,
                "user=near-0&after=" + forged,
                "group=eng&after=",
                "group=eng&after=garbage")) {
            assertThat(exports.get(ofNear, "/v1/export?purpose=p&" + other).statusCode())
                    .as(other)
                    .isEqualTo(400);
        }
        assertThat(exports.get(auditor, "/v1/export?purpose=p&group=eng&to=" + to + "&after=" + after)
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
        HttpResponse<byte[]> answer = exports.get(auditor, "/v1/export?purpose=p&" + parameters);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("urn:posthorn:problem:bad-parameter");
    }

    @Test
    void anExportIsOnRecordWhenItBeginsAndWhenItEnds() {
        exports.export(auditor, "user=near-4&rows=5&purpose=complaint-4");

        List<Row> records = store.rows("SELECT * FROM %s.audit_reads").stream()
                .filter(row -> "complaint-4".equals(row.getString("purpose")))
                .toList();
        assertThat(records)
                .extracting(row -> row.getString("query").split(" ")[0], row -> row.getLong("rows"))
                .containsExactlyInAnyOrder(tuple("begun:", 0L), tuple("export", 5L));
        assertThat(records).allSatisfy(row -> {
            assertThat(row.getString("user")).isEqualTo("near-4");
            assertThat(row.getString("query")).contains("user=near-4", "from=1970-01-01T00:00:00Z", "to=");
        });
    }

    private static String auditor(Map<String, List<String>> limits) {
        return issuer.token(TokenRequest.auditor("auditor-2", limits));
    }
}
