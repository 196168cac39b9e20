// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.TopicGuard;
import io.posthorn.contracts.topic.TopicSetup;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealCassandra;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topic of messages was deleted and made again: its offsets count anew, so nothing of it is written over what is there. */
@RealKafka
@RealCassandra
class RecreatedTopicIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    @Test
    void theServiceRefusesToGoOnAndSaysWhy(@TempDir Path folder) throws Exception {
        Topics topics = new Topics(kafka.topicPrefix(), 1, 4, (short) 1);
        Map<String, Object> clients = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (Admin admin = Admin.create(clients)) {
            var setup = new TopicSetup(admin, topics);
            setup.ensure(Set.of(Topic.MESSAGES, Topic.GATEWAYS));
            new TopicGuard(clients, topics).checkAndRecord(Set.of(Topic.MESSAGES));
            admin.deleteTopics(List.of(topics.name(Topic.MESSAGES))).all().get();
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> setup.ensure(Set.of(Topic.MESSAGES)));
        }

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
}
