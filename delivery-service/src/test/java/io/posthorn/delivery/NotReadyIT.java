// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealKafka
class NotReadyIT {

    static KafkaSpace kafka;

    @TempDir
    Path directory;

    @Test
    void aTopicWithAnotherNumberOfPartitionsIsRefusedUntilItFits() throws Exception {
        Topics topics = RunningDelivery.topics(kafka);
        String inbox = topics.name(Topic.INBOX);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(inbox, 3, (short) 1))).all().get();
            try (var delivery = new RunningDelivery(kafka, directory)) {
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                    assertThat(delivery.readiness().statusCode()).isEqualTo(503);
                    assertThat(delivery.readiness().body()).contains(inbox + " has 3 partitions, configured are 2");
                });

                admin.deleteTopics(List.of(inbox)).all().get();

                delivery.ready();
            }
        }
    }
}
