// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

@RealKafka
class DeadThreadsIT {

    static KafkaSpace kafka;

    /** Its session would last for ten minutes, and so long nobody would read what it was to read. */
    @Test
    void whatADeadThreadWasToReadItsSuccessorReads() throws Exception {
        String topic = kafka.topicPrefix() + "read";
        String group = kafka.topicPrefix() + "group";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(Set.of(new NewTopic(topic, 2, (short) 1))).all().get();
            try (var dead = member(group, "fanout-delivery-1-1")) {
                awaitPartitions(dead, topic, 2);
            }
            try (var other = member(group, "fanout-delivery-2-1");
                    var successor = member(group, "fanout-delivery-1-2")) {
                await().atMost(Duration.ofSeconds(60)).until(() -> {
                    successor.subscribe(List.of(topic));
                    other.subscribe(List.of(topic));
                    successor.poll(Duration.ofMillis(50));
                    other.poll(Duration.ofMillis(50));
                    takeOut(admin, group);
                    return successor.assignment().size() == 1
                            && other.assignment().size() == 1;
                });
            }
        }
    }

    @Test
    void aGroupThatIsNotThereIsSaidToBeMissing() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThatThrownBy(() -> takeOut(admin, kafka.topicPrefix() + "none"))
                    .isInstanceOf(ExecutionException.class);
        }
    }

    private static void takeOut(Admin admin, String group) throws ExecutionException, InterruptedException {
        new DeadThreads(admin).takeOut(group, "fanout-delivery-1", List.of("posthorn-fanout-StreamThread-2"));
    }

    private static void awaitPartitions(KafkaConsumer<byte[], byte[]> member, String topic, int count) {
        member.subscribe(List.of(topic));
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            member.poll(Duration.ofMillis(50));
            return member.assignment().size() == count;
        });
    }

    private static KafkaConsumer<byte[], byte[]> member(String group, String id) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "group.id",
                        group,
                        "group.instance.id",
                        id,
                        "session.timeout.ms",
                        600_000,
                        "heartbeat.interval.ms",
                        500),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
