// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Persisted;
import io.posthorn.history.rig.Records;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.history.tier.Bucket;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.local.server.CassandraServer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.OwnCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Cassandra is not there yet, stands still, is killed: nothing is lost, and health says so meanwhile. */
@RealKafka
@Order(1)
class OutageIT {

    private static final Instant NOW = Instant.now();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static KafkaSpace kafka;

    private final TestMessages user = new TestMessages("patient-1");
    private final List<Message> committed = new ArrayList<>();

    @Test
    void nothingIsLostWhileCassandraIsAway(@TempDir Path folder) {
        CassandraServer server = OwnCassandra.ofSeveralLives(folder.resolve("cassandra"));
        CassandraSpace cassandra = new CassandraSpace(server.host(), server.port(), "datacenter1", "outage");
        try (server;
                TokenIssuer issuer = TokenIssuer.start(folder.resolve("issuer"), 0);
                TestLog log = new TestLog(kafka);
                RunningHistory history = RunningHistory.launch(kafka, cassandra, issuer)) {
            String token = issuer.token(new TokenRequest("patient-1", "device"));
            log.createTopics();

            commit(log, 50);
            saysThatCassandraIsAway(history, token);
            server.start();
            awaitRows(history, cassandra);

            await().atMost(PATIENCE).until(() -> persisted(log) == committed.size());
            long told = persisted(log);
            server.pause();
            Map<TopicPartition, Long> ends = log.ends(Topic.MESSAGES);
            ends.putAll(log.ends(Topic.RECEIPTS));
            commit(log, 50);
            log.tell(new TestReceipts("orders", "told-1", "system", NOW)
                    .accepted(1)
                    .all());
            saysThatCassandraIsAway(history, token);
            assertThat(persisted(log))
                    .as("the watermark is never ahead of the rows")
                    .isEqualTo(told);
            assertNothingIsHandledAfter(ends, log);
            String member = member(log);
            server.resume();
            awaitRows(history, cassandra);
            await().atMost(PATIENCE).until(() -> persisted(log) == committed.size());
            assertThat(member(log)).as("kept its place in the group").isEqualTo(member);

            commit(log, 500);
            server.kill();
            commit(log, 50);
            saysThatCassandraIsAway(history, token);
            server.start();
            awaitRows(history, cassandra);
            await().atMost(PATIENCE).until(() -> persisted(log) == committed.size());
            assertThat(log.persisted(log.partition("patient-1"))).isSortedAccordingTo(Positions.ORDER);
            assertThat(history.count("posthorn.history.parked")).isZero();
            assertThat(history.count("posthorn.history.retries")).isPositive();
            awaitAllElse(cassandra);
        }
    }

    /** Of all that write rows of these topics: what is committed is read by nobody again. */
    private static void assertNothingIsHandledAfter(Map<TopicPartition, Long> ends, TestLog log) {
        List<String> groups = new ArrayList<>(log.topics().messagesGroups());
        groups.add(log.topics().historyGroup() + ".receipts");
        assertThat(groups)
                .allSatisfy(group -> log.handled(group)
                        .forEach((partition, offset) ->
                                assertThat(offset).as("%s", partition).isLessThanOrEqualTo(ends.get(partition))));
    }

    /** Counts, leaves of the trees, and a receipt. */
    private void awaitAllElse(CassandraSpace cassandra) {
        try (TestStore store = new TestStore(cassandra)) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(store.rows("SELECT own FROM %s.counts").stream().mapToLong(row -> row.getLong("own")))
                        .singleElement()
                        .isEqualTo((long) committed.size());
                assertThat(store.rows("SELECT leaf FROM %s.tree_leaves")).hasSize(committed.size());
                assertThat(store.rows("SELECT id FROM %s.receipts"))
                        .extracting(row -> row.getString("id"))
                        .containsExactly("told-1");
            });
        }
    }

    private void commit(TestLog log, int count) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(user.next(committed.size() + i + 1, NOW));
        }
        log.commit(messages);
        committed.addAll(messages);
    }

    private static void saysThatCassandraIsAway(RunningHistory history, String token) {
        await().atMost(PATIENCE).until(() -> !history.isReady());
        JsonNode health = history.health("cassandra");
        assertThat(health.path("status").asString()).isEqualTo("OUT_OF_SERVICE");
        assertThat(Instant.parse(health.path("details").path("since").asString()))
                .isBefore(Instant.now());
        assertThat(health.path("details").path("nextStep").asString()).contains("Is Cassandra up");
        assertThat(history.isLive()).isTrue();

        HttpResponse<String> read = history.getAs(token, "/v1/me/messages");
        assertThat(read.statusCode()).isEqualTo(503);
        assertThat(read.headers().firstValue("Retry-After")).contains("5");
        assertThat(RunningHistory.json(read).path("type").asString()).isEqualTo("urn:posthorn:problem:store-away");
    }

    private void awaitRows(RunningHistory history, CassandraSpace cassandra) {
        history.awaitReady();
        try (TestStore store = new TestStore(cassandra)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(store.offsets("messages_7d", "patient-1", Bucket.month(NOW), 0))
                            .hasSize(committed.size()));
        }
    }

    /** Offset of the highest position that the router was told. */
    private static long persisted(TestLog log) {
        return log.read(Topic.PERSISTED).stream()
                .mapToLong(each ->
                        Records.parse(each, Persisted.parser()).getUpTo().getOffset())
                .max()
                .orElse(0);
    }

    private static String member(TestLog log) {
        ConsumerGroupDescription group = TestLog.get(log.admin()
                        .describeConsumerGroups(List.of(kafka.topicPrefix() + ".history"))
                        .all())
                .values()
                .iterator()
                .next();
        return Optional.of(group.members().iterator().next().consumerId()).orElseThrow();
    }
}
