// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many messages were kept is counted once, whatever is read twice. */
@RealKafka
@RealCassandra
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CountsIT {

    private static final int LAST = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Instant NOW = Instant.now();
    private static final LocalDate TODAY = NOW.atOffset(ZoneOffset.UTC).toLocalDate();
    private static final LocalDate LONG_AGO = TODAY.minusDays(40);

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private static TokenIssuer issuer;
    private static RunningHistory history;
    private static TestLog log;
    private static TestStore store;
    private static String auditor;

    @BeforeAll
    static void start(@TempDir Path folder) {
        issuer = TokenIssuer.start(folder, 0);
        auditor = issuer.token(new TokenRequest("auditor-1", "audit"));
        log = new TestLog(kafka);
        store = new TestStore(cassandra);
        history = RunningHistory.start(kafka, cassandra, issuer);
        commit("counted-1", 10, "chat", NOW);
        commit("counted-2", 7, "system", NOW);
        commit("counted-3", 5, "chat", NOW.minus(Duration.ofDays(40)));
        commit("counted-4", 3, "transient", NOW);
        log.abort(messages("counted-5", 4, "chat", NOW).toArray(Message[]::new));
        for (int partition = 0; partition < log.topics().partitions(); partition++) {
            log.commit(
                    partition,
                    messages("", 2, "system", NOW).stream().map(TestLog::fact).toArray(MessageRecord[]::new));
        }
        awaitCounts(TODAY + " chat 10 0", TODAY + " system 7 2", LONG_AGO + " chat 5 0");
    }

    @AfterAll
    static void stop() {
        store.close();
        history.close();
        log.close();
        issuer.close();
    }

    @Test
    @Order(1)
    void whatHasExpiredWasKeptAndIsCounted() {
        assertThat(store.rows("SELECT * FROM %s.slices WHERE user = ?", "counted-3"))
                .as("it had expired before it was written")
                .isEmpty();
        assertThat(counts("/v1/counts?purpose=test&class=chat&from=" + LONG_AGO + "&to=" + LONG_AGO.plusDays(1)))
                .containsExactly(LONG_AGO + " chat 5 0");
    }

    @Test
    @Order(1)
    void classesThatAreAskedForAreShown() {
        assertThat(counts(today() + "&class=system&class=media")).containsExactly(TODAY + " system 7 2");
        assertThat(counts(today() + "&class=media")).isEmpty();
    }

    @Test
    @Order(1)
    void anAuditorOfAClassSeesItsCounts() {
        String chatOnly = issuer.token(TokenRequest.auditor("auditor-2", Map.of("classes", List.of("chat"))));

        assertThat(counts(today(), chatOnly)).containsExactly(TODAY + " chat 10 0");
    }

    @Test
    @Order(1)
    void aReachThatCountsCannotFollowSeesNone() {
        String groups = issuer.token(TokenRequest.auditor("auditor-3", Map.of("groups", List.of("ops"))));
        String users = issuer.token(TokenRequest.auditor("auditor-3", Map.of("userPrefixes", List.of("de-"))));

        assertProblem(history.getAs(groups, today()), 403, "forbidden");
        assertProblem(history.getAs(users, today()), 403, "forbidden");
    }

    @Test
    @Order(1)
    void withoutScopeOrPurposeNothingIsCounted() {
        String path = "/v1/counts?from=" + TODAY + "&to=" + TODAY.plusDays(1);

        assertProblem(history.get(path), 401, "unauthenticated");
        assertProblem(history.getAs(auditor, path), 400, "bad-purpose");
        assertProblem(
                history.getAs(issuer.token(new TokenRequest("counted-1", "device")), path + "&purpose=test"),
                403,
                "forbidden");
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(
            strings = {
                "&from=2020-01-01",
                "&from=2026-11-20&to=2026-11-20",
                "&from=2026-01-01&to=2027-02-06",
                "&from=now&to=2026-11-20",
                "&from=2026-11-20&to=2026-11-21&class=No"
            })
    void otherParametersAreRefused(String query) {
        assertProblem(history.getAs(auditor, "/v1/counts?purpose=test" + query), 400, "bad-parameter");
    }

    @Test
    @Order(2)
    void readingAllOfItAgainAddsOnlyWhatIsNew() {
        history.close();
        TestLog.get(log.admin()
                .deleteConsumerGroups(List.of(kafka.topicPrefix() + ".history.counting"))
                .all());
        commit("counted-6", 4, "chat", NOW);

        history = RunningHistory.start(kafka, cassandra, issuer);

        awaitCounts(TODAY + " chat 14 0", TODAY + " system 7 2", LONG_AGO + " chat 5 0");
        assertThat(counts(today())).containsExactly(TODAY + " chat 14 0", TODAY + " system 7 2");
    }

    /** As after a kill between the writes of a batch: of two partitions one has counted further than was committed. */
    @Test
    @Order(3)
    void whatWasWrittenButNotCommittedIsNotCountedTwice() {
        history.close();
        long before = committed();
        commit("counted-7", 6, "chat", NOW);
        history = RunningHistory.start(kafka, cassandra, issuer);
        awaitCounts(TODAY + " chat 20 0", TODAY + " system 7 2", LONG_AGO + " chat 5 0");
        history.close();
        resetTo("counted-7", before);

        commit("counted-7", 1, "chat", NOW);
        history = RunningHistory.start(kafka, cassandra, issuer);

        awaitCounts(TODAY + " chat 21 0", TODAY + " system 7 2", LONG_AGO + " chat 5 0");
    }

    private static long committed() {
        return offsets().values().stream().mapToLong(Long::longValue).min().orElse(0);
    }

    private static Map<Integer, Long> offsets() {
        Map<Integer, Long> offsets = new java.util.HashMap<>();
        TestLog.get(log.admin().listConsumerGroupOffsets(group()).partitionsToOffsetAndMetadata())
                .forEach((partition, at) -> offsets.put(partition.partition(), at.offset()));
        return offsets;
    }

    private static void resetTo(String user, long offset) {
        TestLog.get(log.admin()
                .alterConsumerGroupOffsets(
                        group(),
                        Map.of(
                                new org.apache.kafka.common.TopicPartition(
                                        log.topics().name(io.posthorn.contracts.topic.Topic.MESSAGES),
                                        log.partition(user)),
                                new org.apache.kafka.clients.consumer.OffsetAndMetadata(offset)))
                .all());
    }

    private static String group() {
        return kafka.topicPrefix() + ".history.counting";
    }

    private static String today() {
        return "/v1/counts?purpose=test&from=" + TODAY + "&to=" + TODAY.plusDays(1);
    }

    private static void awaitCounts(String... expected) {
        String path = "/v1/counts?purpose=test&from=" + LONG_AGO + "&to=" + TODAY.plusDays(1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(counts(path)).containsExactlyInAnyOrder(expected));
    }

    private static List<String> counts(String path) {
        return counts(path, auditor);
    }

    /** {@code day class messages broadcasts}. */
    private static List<String> counts(String path, String token) {
        HttpResponse<String> answer = history.getAs(token, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> lines = new ArrayList<>();
        RunningHistory.json(answer)
                .path("counts")
                .forEach(each -> lines.add("%s %s %d %d"
                        .formatted(
                                each.path("day").asString(),
                                each.path("class").asString(),
                                each.path("messages").asLong(),
                                each.path("broadcasts").asLong())));
        return lines;
    }

    private static void commit(String user, int count, String className, Instant appended) {
        log.commit(messages(user, count, className, appended));
    }

    private static List<Message> messages(String user, int count, String className, Instant appended) {
        TestMessages messages = new TestMessages(user);
        return IntStream.range(0, count)
                .mapToObj(each -> messages.next(LAST + each, appended, className))
                .toList();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(RunningHistory.json(answer).path("type").asString()).isEqualTo("urn:posthorn:problem:" + type);
    }
}
