// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.rig.HistoryProcess;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestCustody;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances share the partitions. A hold is placed with each of them while messages keep coming, and one instance is killed
 * before either hold is active: nothing that matches is missing, and nothing else is kept.
 */
@RealKafka
@RealCassandra
@Order(1)
class HoldKilledIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 4;
    private static final int USERS = 40;
    private static final int HELD_USERS = 10;
    private static final int MANY = 3_000;

    private static final String[] SETTINGS = {
        // It is a second until one knows of a hold that was placed with the other.
        "posthorn.history.custody.refresh=1s",
        "posthorn.history.custody.claim=2s",
        // Slow enough to be killed in the middle.
        "posthorn.history.writing.bundle-rows=1",
        "posthorn.history.writing.in-flight=1",
        "spring.kafka.consumer.max-poll-records=50"
    };

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    private final List<TestMessages> users = IntStream.range(0, USERS)
            .mapToObj(each -> new TestMessages("user-" + each))
            .toList();
    private final List<Message> sent = new ArrayList<>();

    @Test
    void whoeverKnewAHoldAndWhoeverDiesItKeepsAllThatMatchesAndNothingElse(@TempDir Path folder) throws IOException {
        try (TokenIssuer issuer = TokenIssuer.start(folder, 0);
                TestLog log = new TestLog(kafka);
                TestStore store = new TestStore(cassandra);
                HistoryProcess killed = new HistoryProcess(folder, kafka, cassandra, issuer, SETTINGS)) {
            killed.launch();
            try (RunningHistory left = RunningHistory.start(kafka, cassandra, issuer, SETTINGS)) {
                killed.awaitReady();
                await("shared").atMost(PATIENCE).until(() -> isShared(log));
                TestCustody custody = new TestCustody(left, issuer);
                String admin = issuer.token(new TokenRequest("admin-2", "admin"));

                send(log, MANY);
                String ofClass = custody.place("{\"id\":\"of-class\",\"classes\":[\"system\"]}");
                String ofUsers = killed.ask(admin, "POST", "/v1/holds" + TestCustody.WHY, holdOfUsers())
                        .path("id")
                        .asString();
                await("something is copied").atMost(PATIENCE).until(() -> {
                    send(log, 20);
                    return !held(store, ofClass).isEmpty()
                            && !held(store, ofUsers).isEmpty();
                });
                killed.kill();
                assertThat(waiting(log))
                        .as("killed in the middle")
                        .hasSize(PARTITIONS)
                        .allMatch(each -> each > 0);
                assertThat(List.of(state(custody, ofClass), state(custody, ofUsers)))
                        .doesNotContain("active");

                await().atMost(PATIENCE).untilAsserted(() -> {
                    send(log, 20);
                    assertThat(List.of(state(custody, ofClass), state(custody, ofUsers)))
                            .containsOnly("active");
                });
                send(log, 100);
                log.awaitDone(Topic.MESSAGES);

                assertThat(held(store, ofClass))
                        .isEqualTo(those(
                                each -> each.getNotification().getClassName().equals("system")));
                assertThat(held(store, ofUsers))
                        .isEqualTo(those(each -> heldUsers().contains(each.getUser())));
                assertThat(custody.verification().path("whole").asBoolean()).isTrue();
            }
        }
    }

    /** To one user after the other, of two classes by turns. */
    private void send(TestLog log, int count) {
        List<Message> messages = new ArrayList<>();
        for (int number = sent.size(); number < sent.size() + count; number++) {
            String className = number / USERS % 2 == 0 ? "system" : "chat";
            messages.add(users.get(number % USERS).next(number, Instant.now(), className));
        }
        log.commit(messages);
        sent.addAll(messages);
    }

    private List<String> heldUsers() {
        return users.stream().limit(HELD_USERS).map(TestMessages::user).toList();
    }

    private String holdOfUsers() {
        return "{\"id\":\"of-users\",\"users\":[\"%s\"]}".formatted(String.join("\",\"", heldUsers()));
    }

    private List<String> those(Predicate<Message> matching) {
        return sent.stream()
                .filter(matching)
                .map(each -> each.getUser() + " " + each.getPosition().getOffset())
                .sorted()
                .toList();
    }

    /** User and place of each copy. */
    private static List<String> held(TestStore store, String hold) {
        return store.rows("SELECT user, offset FROM %s.held_messages WHERE hold = ? ALLOW FILTERING", hold).stream()
                .map(row -> row.getString("user") + " " + row.getLong("offset"))
                .sorted()
                .toList();
    }

    private static String state(TestCustody custody, String hold) {
        return custody.hold(hold).path("state").asString();
    }

    private static boolean isShared(TestLog log) {
        String group = log.topics().historyGroup();
        return TestLog.get(log.admin()
                        .describeConsumerGroups(List.of(group))
                        .describedGroups()
                        .get(group))
                .members()
                .stream()
                .map(each -> each.assignment().topicPartitions().size())
                .collect(Collectors.toList())
                .equals(List.of(PARTITIONS / 2, PARTITIONS / 2));
    }

    /** How many records of each partition are not handled yet. */
    private static List<Long> waiting(TestLog log) {
        Map<TopicPartition, Long> handled = log.handled(log.topics().historyGroup());
        return log.ends(Topic.MESSAGES).entrySet().stream()
                .map(each -> each.getValue() - handled.getOrDefault(each.getKey(), 0L))
                .toList();
    }
}
