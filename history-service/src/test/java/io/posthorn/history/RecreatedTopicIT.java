// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.TopicGuard;
import io.posthorn.contracts.topic.TopicSetup;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.GroupMember;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.TestLog;
import io.posthorn.history.rig.TestStore;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic was deleted and made again: its offsets count anew. */
@RealKafka
@RealCassandra
class RecreatedTopicIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    /** Offsets of messages are remembered: nothing of another topic is written over what is there. */
    @Test
    void ofMessagesTheServiceRefusesToGoOnAndSaysWhy(@TempDir Path folder) throws Exception {
        Topics topics = topics(kafka);
        recreate(kafka, Topic.MESSAGES, setup -> {
            setup.ensure(Set.of(Topic.MESSAGES, Topic.GATEWAYS));
            new TopicGuard(clients(), topics).checkAndRecord(Set.of(Topic.MESSAGES));
        });

        try (TokenIssuer issuer = TokenIssuer.start(folder, 0);
                RunningHistory history = RunningHistory.launch(kafka, cassandra, issuer)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    history.health("kafka").path("details").toString())
                            .contains("Deleted and created again", topics.name(Topic.MESSAGES)));
            assertThat(history.isReady()).isFalse();
            assertThat(history.isLive()).isTrue();
        }
    }

    /** Offsets of other facts are not: rows stay, and the new topic is read from its first record. */
    @Test
    void ofOtherFactsItReadsOnFromTheFirst(@TempDir Path folder) throws Exception {
        KafkaSpace other = new KafkaSpace(kafka.bootstrapServers(), kafka.topicPrefix() + "-other");
        try (TokenIssuer issuer = TokenIssuer.start(folder, 0);
                TestStore store = new TestStore(cassandra)) {
            try (RunningHistory history = RunningHistory.start(other, cassandra, issuer)) {
                join(other, "old-1", "old-2", "old-3");
                await().atMost(PATIENCE).until(() -> history.count("posthorn.history.facts") == 3);
            }
            recreate(other, Topic.GROUPS, setup -> {});
            join(other, "new-1", "new-2", "new-3", "new-4", "new-5");

            try (RunningHistory history = RunningHistory.start(other, cassandra, issuer)) {
                await().atMost(PATIENCE).until(() -> history.count("posthorn.history.facts") == 5);
            }
            assertThat(store.rows("SELECT user FROM %s.group_members")).hasSize(8);
        }
    }

    private static void join(KafkaSpace space, String... users) {
        try (TestLog log = new TestLog(space)) {
            for (String user : users) {
                byte[] value = GroupMember.newBuilder()
                        .setGroup("eng")
                        .setUser(user)
                        .build()
                        .toByteArray();
                log.say(Topic.GROUPS, 2, ("eng\0" + user).getBytes(StandardCharsets.UTF_8), value);
            }
        }
    }

    @FunctionalInterface
    private interface Before {
        void run(TopicSetup setup) throws InterruptedException;
    }

    private static void recreate(KafkaSpace space, Topic topic, Before before) throws Exception {
        Topics topics = topics(space);
        try (Admin admin = Admin.create(clients())) {
            var setup = new TopicSetup(admin, topics);
            before.run(setup);
            admin.deleteTopics(List.of(topics.name(topic))).all().get();
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> setup.ensure(Set.of(topic)));
        }
    }

    private static Topics topics(KafkaSpace space) {
        return new Topics(space.topicPrefix(), 1, 4, (short) 1);
    }

    private static Map<String, Object> clients() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }
}
