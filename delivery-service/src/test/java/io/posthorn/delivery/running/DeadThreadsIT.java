// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealKafka
class DeadThreadsIT {

    static KafkaSpace kafka;

    @TempDir
    Path directory;

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

    /** A thread of a run before, which has not left and would be waited for ten minutes. */
    @Test
    void anApplicationThatRunsTakesItsDeadThreadsOut() {
        Topics topics = new Topics(kafka.topicPrefix(), 1, 2, (short) 1);
        var configs = new StreamsConfigs(
                kafka.bootstrapServers(), topics, "delivery-1", directory, URI.create("http://localhost:1"));
        Application fanout = new Application("fanout", ReadingTopology.of(topics), configs.fanout());
        DeliveryStreams streams = new DeliveryStreams(
                configs.admin(),
                topics,
                List.of(() -> twoThreadsDie(fanout)),
                List.of(fanout),
                event -> {},
                new SimpleMeterRegistry());
        try {
            streams.start();

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> streams.application("fanout").stream()
                                    .filter(started -> started.state() == KafkaStreams.State.RUNNING)
                                    .flatMap(started -> started.metadataForLocalThreads().stream())
                                    .flatMap(thread -> thread.activeTasks().stream())
                                    .count()
                            == 2);
        } finally {
            streams.stop();
        }
    }

    private static void twoThreadsDie(Application fanout) {
        Properties config = new Properties();
        config.putAll(fanout.config());
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        config.put(StreamsConfig.mainConsumerPrefix("session.timeout.ms"), 600_000);
        try (KafkaStreams two = new KafkaStreams(fanout.topology(), config)) {
            two.start();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> two.metadataForLocalThreads().stream()
                            .allMatch(thread -> thread.activeTasks().size() == 1));
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
