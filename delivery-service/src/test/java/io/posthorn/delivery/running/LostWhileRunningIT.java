// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/** The place is lost between the checks and the first poll, as it may be at any moment after. */
@RealKafka
class LostWhileRunningIT {

    static KafkaSpace kafka;

    @TempDir
    Path directory;

    private final List<Object> events = new ArrayList<>();

    @Test
    void theApplicationStopsAndSaysWhatIsLostAndDoesNotComeBackByItself() {
        Topics topics = new Topics(kafka.topicPrefix(), 1, 2, (short) 1);
        StreamsConfigs configs = new StreamsConfigs(
                kafka.bootstrapServers(), topics, "delivery-1", directory, URI.create("http://localhost:1"));
        Application fanout = new Application("fanout", ReadingTopology.of(topics), configs.fanout());
        DeliveryStreams streams = new DeliveryStreams(
                configs.admin(),
                topics,
                List.of(() -> losePlace(topics, fanout.group())),
                List.of(fanout),
                publisher(),
                new SimpleMeterRegistry());
        try {
            streams.start();

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(streams.states().get("fanout"))
                            .contains("were deleted before they were handled", "operations.md"));
            assertThat(streams.allRunning()).isFalse();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> streams.application("fanout").orElseThrow().metadataForLocalThreads().stream()
                            .allMatch(thread -> thread.threadState().equals("DEAD")));
            assertThat(events).as("a restart would not help").isEmpty();
        } finally {
            streams.stop();
        }
    }

    private ApplicationEventPublisher publisher() {
        return new ApplicationEventPublisher() {
            @Override
            public void publishEvent(Object event) {
                events.add(event);
            }

            @Override
            public void publishEvent(ApplicationEvent event) {
                events.add(event);
            }
        };
    }

    private static void losePlace(Topics topics, String group) {
        TopicPartition partition = new TopicPartition(topics.name(Topic.NOTIFICATIONS), 0);
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int i = 0; i < 5; i++) {
                producer.send(new ProducerRecord<>(partition.topic(), 0, new byte[0], new byte[0]));
            }
            producer.flush();
            admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(2)))
                    .all()
                    .get();
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(4)))
                    .all()
                    .get();
            assertThat(admin.describeTopics(Set.of(partition.topic()))
                            .allTopicNames()
                            .get())
                    .isNotEmpty();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
