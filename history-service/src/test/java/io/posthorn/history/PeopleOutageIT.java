// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.GroupMember;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestDevice;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.local.server.CassandraServer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.OwnCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cassandra is away while facts come, and then all is read again from the start: the rows are the same. */
@RealKafka
@Order(1)
class PeopleOutageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> TABLES = List.of(
            "connections",
            "connection_hours",
            "connection_ends",
            "devices",
            "device_states",
            "device_cursors",
            "group_members",
            "group_slices",
            "user_groups",
            "user_slices",
            "revocations");
    private static final String EACH_IN_A_SLICE_OF_ITS_OWN = "posthorn.history.groups.slice-records=1";

    /** Those that have columns beside their key, with one that each row has. */
    private static final Map<String, String> COLUMNS = Map.of(
            "connections", "kind",
            "connection_ends", "cause",
            "device_states", "offset",
            "device_cursors", "offset",
            "group_members", "member",
            "user_groups", "member",
            "revocations", "until");

    /** Who joined long ago may still be a member. */
    private static final Set<String> WITHOUT_END = Set.of("group_members", "user_groups");

    private static final TestDevice PHONE = new TestDevice("patient-1", "phone", "c-1");

    static KafkaSpace kafka;

    @Test
    void nothingIsLostAndReadingAgainGivesTheSameRows(@TempDir Path folder) {
        CassandraServer server = OwnCassandra.ofOneLife(folder.resolve("cassandra"));
        server.start();
        CassandraSpace cassandra = new CassandraSpace(server.host(), server.port(), "datacenter1", "people");
        try (server;
                TokenIssuer issuer = TokenIssuer.start(folder.resolve("issuer"), 0);
                TestLog log = new TestLog(kafka)) {
            Map<String, List<String>> before = outage(server, cassandra, issuer, log);
            forgetOffsets(log);
            try (TestStore store = new TestStore(cassandra)) {
                TABLES.forEach(table -> store.session().execute("TRUNCATE people." + table));
            }
            assertThat(rowsAgain(cassandra, issuer)).isEqualTo(before);
            forgetOffsets(log);
            assertThat(rowsAgain(cassandra, issuer))
                    .as("over those that are there")
                    .isEqualTo(before);
        }
    }

    private static Map<String, List<String>> outage(
            CassandraServer server, CassandraSpace cassandra, TokenIssuer issuer, TestLog log) {
        String token = issuer.token(new TokenRequest("patient-1", "device"));
        try (RunningHistory history = RunningHistory.start(kafka, cassandra, issuer, EACH_IN_A_SLICE_OF_ITS_OWN)) {
            sayAll(log, 0);
            await().atMost(PATIENCE).until(() -> history.count("posthorn.history.facts") == 7);
            server.pause();
            Map<TopicPartition, Long> ends = ends(log);
            sayAll(log, 1);
            await().atMost(PATIENCE).until(() -> !history.isReady());
            assertThat(history.health("cassandra").path("status").asString()).isEqualTo("OUT_OF_SERVICE");
            assertThat(history.isLive()).isTrue();
            assertThat(history.getAs(token, "/v1/users/patient-1/connections").statusCode())
                    .isEqualTo(503);
            assertThat(history.count("posthorn.history.facts"))
                    .as("nothing counts as recorded that is not written")
                    .isEqualTo(7);
            assertThat(groups())
                    .allSatisfy(group -> log.handled(group)
                            .forEach((partition, offset) ->
                                    assertThat(offset).as("%s", partition).isLessThanOrEqualTo(ends.get(partition))));
            server.resume();
            await().atMost(PATIENCE).until(() -> history.count("posthorn.history.facts") == 14);
            history.awaitReady();
            assertThat(history.count("posthorn.history.parked")).isZero();
        }
        return rows(cassandra);
    }

    /** A life of a device, a membership and a revocation. */
    private static void sayAll(TestLog log, int round) {
        TestDevice device = PHONE.on("c-" + round);
        log.say(device.connected(Map.of("app", "1." + round)));
        for (int i = 1; i <= 2; i++) {
            log.say(device.acked(Positions.of(1, 10L * round + i, 1_795_168_721_118L)));
        }
        log.say(device.changed(Map.of("locale", "de")));
        log.say(device.disconnected(DisconnectCause.DISCONNECT_CAUSE_SLOW));
        byte[] member = GroupMember.newBuilder()
                .setGroup("eng")
                .setUser("patient-1")
                .build()
                .toByteArray();
        byte[] key = new byte[] {'e', 'n', 'g', 0, 'p', 'a', 't', 'i', 'e', 'n', 't', '-', '1'};
        log.say(Topic.GROUPS, 1, key, round == 0 ? member : null);
        log.say(
                Topic.REVOCATIONS,
                3,
                ("key-" + round).getBytes(StandardCharsets.UTF_8),
                RevocationRules.user("patient-1", 1 + round).build().toByteArray());
    }

    private static void forgetOffsets(TestLog log) {
        TestLog.get(log.admin().deleteConsumerGroups(groups()).all());
    }

    private static List<String> groups() {
        String group = kafka.topicPrefix() + ".history.";
        return List.of(group + "connections", group + "groups", group + "revocations");
    }

    private static Map<TopicPartition, Long> ends(TestLog log) {
        Map<TopicPartition, Long> ends = log.ends(Topic.CONNECTIONS);
        ends.putAll(log.ends(Topic.GROUPS));
        ends.putAll(log.ends(Topic.REVOCATIONS));
        return ends;
    }

    private static Map<String, List<String>> rowsAgain(CassandraSpace cassandra, TokenIssuer issuer) {
        try (RunningHistory history = RunningHistory.start(kafka, cassandra, issuer, EACH_IN_A_SLICE_OF_ITS_OWN)) {
            await().atMost(PATIENCE).until(() -> history.count("posthorn.history.facts") == 14);
        }
        return rows(cassandra);
    }

    /** All that is in a row, and when it was written. */
    private static Map<String, List<String>> rows(CassandraSpace cassandra) {
        Map<String, List<String>> all = new TreeMap<>();
        try (TestStore store = new TestStore(cassandra)) {
            for (String table : TABLES) {
                List<String> rows = store.rows("SELECT * FROM %s." + table).stream()
                        .map(Row::getFormattedContents)
                        .sorted(Comparator.naturalOrder())
                        .toList();
                assertThat(rows).as(table).isNotEmpty();
                all.put(table, rows);
            }
            COLUMNS.forEach((table, column) -> all.put("times of " + table, times(store, table, column)));
        }
        return all;
    }

    private static List<String> times(TestStore store, String table, String column) {
        List<Row> rows =
                store.rows("SELECT WRITETIME(" + column + ") AS written, TTL(" + column + ") AS left FROM %s." + table);
        assertThat(rows)
                .as("lives as long as is said from its append: %s", table)
                .allSatisfy(row -> {
                    Duration life = WITHOUT_END.contains(table) ? Duration.ZERO : Duration.ofDays(365);
                    assertThat(Duration.ofSeconds(row.getInt("left"))).isBetween(life.minusMinutes(10), life);
                });
        return rows.stream()
                .map(row -> Long.toString(row.getLong("written")))
                .sorted()
                .toList();
    }
}
