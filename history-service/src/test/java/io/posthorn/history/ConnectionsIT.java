// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static io.posthorn.history.rig.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.history.rig.Answers;
import io.posthorn.history.rig.Life;
import io.posthorn.history.rig.Records;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.TestDevice;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** When devices connected and where, and what of it nobody can read. */
@SharedHistory
class ConnectionsIT {

    private static final String USER = "de-1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static RunningHistory history;
    private static TokenIssuer issuer;
    private static TestLog log;
    private static TestStore store;
    private static String own;
    private static String auditor;
    private static Life life;

    @BeforeAll
    static void live() {
        own = issuer.token(new TokenRequest(USER, "device"));
        auditor = issuer.token(new TokenRequest("auditor-1", "audit"));
        life = Life.of(log, USER);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 500})
    void connectionsAreListedPageByPageInBothDirections(int limit) {
        List<String> newestFirst = new ArrayList<>(life.said());
        Collections.reverse(newestFirst);

        assertThat(connections(own, "limit=" + limit)).isEqualTo(newestFirst);
        assertThat(connections(own, "order=asc&limit=" + limit)).isEqualTo(life.said());
    }

    @Test
    void aStretchOfTimeHasWhatHappenedInIt() {
        assertThat(connections(own, "from=" + life.opened() + "&to=" + life.broke()))
                .containsExactly("c-1 connected");
        assertThat(connections(
                        own, "from=" + life.broke() + "&to=" + life.broke().plusMillis(1)))
                .containsExactly("c-1 disconnected");
        assertThat(connections(own, "to=2020-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void aConnectionIsShownWhole() {
        JsonNode oldest = Answers.ok(history.getAs(own, "/v1/users/de-1/connections?order=asc&limit=2"))
                .path("connections");

        JsonNode connected = oldest.path(0);
        assertThat(Instant.parse(connected.path("at").asString())).isEqualTo(life.opened());
        assertThat(connected.path("device").asString()).isEqualTo("phone");
        assertThat(connected.path("gateway").asString()).isEqualTo("gateway-1");
        assertThat(connected.path("incarnation").asInt()).isEqualTo(7);
        assertThat(connected.path("address").asString()).isEqualTo("203.0.113.6");
        assertThat(connected.path("resume").asString()).isEqualTo("server-cursor");
        assertThat(connected.path("window").asInt()).isEqualTo(64);
        assertThat(connected.path("attributes").path("os").asString()).isEqualTo("a");
        assertThat(oldest.path(1).path("cause").asString()).isEqualTo("broken");
        assertThat(oldest.path(1).has("attributes")).isFalse();
    }

    @Test
    void addressesAreForTheUserAndForAuditorsWithoutLimits() {
        String limited = issuer.token(TokenRequest.auditor("auditor-2", Map.of("userPrefixes", List.of("de-"))));
        String path = "/v1/users/de-1/connections?purpose=test";
        String stream = "/v1/users/de-1/devices/phone/stream?purpose=test";

        assertThat(history.getAs(auditor, path).body()).contains("203.0.113.6");
        assertThat(history.getAs(limited, path).body()).contains("gateway-1").doesNotContain("203.0.113.6");
        assertThat(history.getAs(own, stream).body()).contains("203.0.113.6");
        assertThat(history.getAs(limited, stream).body()).contains("gateway-1").doesNotContain("203.0.113.6");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=today",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "to=%2B12000-01-01T00:00:00Z",
                "limit=-1",
                "order=ASC",
                "next=AQAAAAAAAA"
            })
    void connectionsAreAskedForWithAllowedParametersOnly(String query) {
        assertProblem(history.getAs(own, "/v1/users/de-1/connections?" + query), 400, "bad-parameter");
    }

    @Test
    void whatAnAuditorReadsIsOnRecord() {
        Answers.ok(history.getAs(auditor, "/v1/users/de-1/connections?limit=2&purpose=complaint-7"));

        assertThat(store.rows("SELECT * FROM %s.audit_reads").stream()
                        .filter(row -> "complaint-7".equals(row.getString("purpose"))))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getString("user")).isEqualTo(USER);
                    assertThat(row.getString("query"))
                            .startsWith("connections from=")
                            .endsWith("order=desc limit=2");
                });
    }

    @Test
    void whatIsNoFactIsParkedAndStopsNothing() {
        TestDevice device = new TestDevice("sturdy-1", "phone", "s-1");
        int partition = log.partition("sturdy-1");
        log.sendRaw(Topic.CONNECTIONS, partition, new byte[] {(byte) 0xFF, 1});
        log.sendRaw(Topic.CONNECTIONS, partition, new byte[0]);
        log.say(new TestDevice("sturdy-1", "", "s-0").acked(Positions.START));
        log.say(device.acked(Positions.of(1, -1, 0)));
        log.say(device.connected(Map.of("large", "x".repeat(2_000), "app", "1")));

        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode rows = Answers.ok(history.getAs(auditor, "/v1/users/sturdy-1/connections?purpose=test"))
                    .path("connections");
            assertThat(rows.path(0).path("attributes").propertyNames()).containsExactly("app");
            assertThat(rows.path(0).path("attributesLeftOut").asInt()).isEqualTo(1);
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(parked(partition))
                        .containsExactlyInAnyOrder(
                                Rejection.UNPARSEABLE.id(),
                                Rejection.UNPARSEABLE.id(),
                                Rejection.BAD_ID.id(),
                                Rejection.FAILED.id()));
    }

    private static List<String> parked(int partition) {
        return log.parked(Topic.CONNECTIONS).stream()
                .filter(each -> Records.header(each, Rejection.PARTITION_HEADER).equals(Integer.toString(partition)))
                .map(each -> Records.header(each, Rejection.REASON_HEADER))
                .toList();
    }

    private static List<String> connections(String token, String query) {
        return Answers.walk(next -> history.getAs(token, "/v1/users/de-1/connections?" + query + next), "connections")
                .stream()
                .map(each -> each.path("connection").asString() + " "
                        + each.path("kind").asString())
                .toList();
    }
}
