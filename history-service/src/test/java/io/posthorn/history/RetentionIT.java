// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.SkipCount;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.history.rig.Replays;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.testkit.servers.CassandraFiles;
import io.posthorn.testkit.servers.CassandraSpace;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a tier's time has passed is gone from queries and from the disk, and its number is not. */
@SharedHistory
class RetentionIT {

    /** Of the class blink. */
    private static final Duration SHORT = Duration.ofSeconds(15);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static CassandraSpace cassandra;
    private static CassandraFiles files;
    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestLog log;
    private static TestStore store;
    private static Replays replays;

    @Test
    void whatATiersTimeHasPassedIsGoneFromQueriesAndStillCounted() {
        String user = "retained-1";
        Instant appended = Instant.now().minus(SHORT.dividedBy(2));
        TestMessages messages = new TestMessages(user);
        List<Message> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sent.add(messages.next(100 + i, appended, i == 6 ? "system" : "blink"));
        }
        commit(sent);
        assertThat(listed(user)).hasSize(7);

        await().atMost(PATIENCE).until(() -> listed(user).size() < 7);

        assertThat(listed(user)).as("all of one age go at once").containsExactly("n-106");
        assertThat(listed(user, "class=blink")).isEmpty();
        assertThat(skipped(user, sent.get(6)))
                .as("the device is told how many it missed")
                .singleElement()
                .satisfies(count -> {
                    assertThat(count.getReason()).isEqualTo(SkipReason.SKIP_REASON_EXPIRED);
                    assertThat(count.getCount()).isEqualTo(6);
                });
        assertThat(count("blink", appended)).isGreaterThanOrEqualTo(6);
    }

    /** A day of grace for late replicas is what the service gives; here there are none. */
    @Test
    void filesOfAnExpiredTierAreDropped() {
        String table = "messages_" + SHORT.toSeconds() + "s";
        assertThat(store.rows("DESCRIBE TABLE %s." + table).get(0).getString("create_statement"))
                .contains("'compaction_window_unit': 'MINUTES'", "'compaction_window_size': '1'");
        // Nothing is merged, which what lies in a window that has passed always is: what disappears was dropped.
        store.rows("ALTER TABLE %s." + table + " WITH gc_grace_seconds = 0 AND memtable_flush_period_in_ms = 1000"
                + " AND compaction = {'class': 'TimeWindowCompactionStrategy', 'compaction_window_unit': 'DAYS',"
                + " 'compaction_window_size': '30', 'expired_sstable_check_frequency_seconds': '1',"
                + " 'min_threshold': '100', 'max_threshold': '200'}");
        TestMessages messages = new TestMessages("dropped-1");
        Random random = new Random(5);
        List<Message> large = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            large.add(withBody(messages.next(1_000 + i, Instant.now().minusSeconds(5), "blink"), random));
        }
        commit(large);
        await("flushed").atMost(PATIENCE).until(() -> bytes(table) > 400_000);
        Set<String> full = new TreeSet<>(files.of(cassandra.keyspace(), table).keySet());

        TestMessages later = new TestMessages("dropped-2");
        int[] offset = {10_000};
        await("dropped").atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            // What is written meanwhile is younger and keeps nothing on the disk.
            commit(List.of(later.next(offset[0]++, Instant.now(), "blink")));
            return files.of(cassandra.keyspace(), table).keySet().stream().noneMatch(full::contains);
        });

        assertThat(bytes(table)).isLessThan(50_000);
        assertThat(store.rows("SELECT * FROM system.compaction_history"))
                .filteredOn(row -> cassandra.keyspace().equals(row.getString("keyspace_name"))
                        && table.equals(row.getString("columnfamily_name")))
                .as("nothing was rewritten")
                .allSatisfy(row -> assertThat(row.getLong("bytes_out")).isLessThan(50_000));
    }

    private static Message withBody(Message message, Random random) {
        byte[] bytes = new byte[12_000];
        random.nextBytes(bytes);
        return message.toBuilder()
                .setNotification(message.getNotification().toBuilder()
                        .setBody(Base64.getEncoder().encodeToString(bytes)))
                .build();
    }

    private static long bytes(String table) {
        Map<String, Long> found = files.of(cassandra.keyspace(), table);
        return found.values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<SkipCount> skipped(String user, Message last) {
        replays.walk(Replays.request(user, Positions.START, last.getPosition()).build());
        return replays.deliveries(user).stream()
                .filter(Delivery::hasSkip)
                .flatMap(each -> Replays.counts(each).stream())
                .toList();
    }

    private static long count(String className, Instant appended) {
        var day = appended.atOffset(ZoneOffset.UTC).toLocalDate();
        JsonNode counts = RunningHistory.json(history.getAs(
                issuer.token(new TokenRequest("auditor-1", "audit")),
                "/v1/counts?purpose=test&class=" + className + "&from=" + day + "&to=" + day.plusDays(1)));
        return counts.path("counts").path(0).path("messages").asLong();
    }

    /** Returns when all of it is written. */
    private static void commit(List<Message> messages) {
        log.commit(messages);
        log.awaitDone(Topic.MESSAGES);
    }

    private static List<String> listed(String user) {
        return listed(user, "");
    }

    private static List<String> listed(String user, String query) {
        List<String> ids = new ArrayList<>();
        RunningHistory.json(history.getAs(
                        issuer.token(new TokenRequest(user, "device")), "/v1/me/messages?limit=500&" + query))
                .path("messages")
                .forEach(each -> ids.add(each.path("id").asString()));
        return ids;
    }
}
