// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was accepted is gone from the log, or the log is another: the service says so, and waits for an operator. */
@RealKafka
class LostPlaceIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    static KafkaSpace kafka;

    @TempDir
    Path directory;

    private KafkaSpace space;
    private Log log;
    private String prefix;
    private Topics topics;

    @BeforeEach
    void open() {
        log = new Log(kafka);
        prefix = kafka.topicPrefix() + "_" + Long.toString(System.nanoTime(), 36);
        space = new KafkaSpace(kafka.bootstrapServers(), prefix);
        topics = RunningDelivery.topics(space);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aFirstStartTakesItsPlaceInEveryPartition() {
        work();

        assertThat(log.committed(prefix + "-fanout", topics.name(Topic.NOTIFICATIONS)))
                .hasSize(2);
        assertThat(log.committed(prefix + "-router", topics.name(Topic.INBOX))).hasSize(2);
        assertThat(log.committed(prefix + "-router", topics.name(Topic.CONNECTIONS)))
                .isEqualTo(Map.of(0, 0L, 1, 0L));
        assertThat(log.committed(prefix + "-router", topics.name(Topic.PERSISTED)))
                .isEqualTo(Map.of(0, 0L, 1, 0L));
    }

    @Test
    void recordsThatWereDeletedUnreadAreNamedUntilAnOperatorHasDecided() {
        work();
        String inbox = topics.name(Topic.INBOX);
        produce(inbox, "user-1", new byte[] {1});
        produce(inbox, "user-2", new byte[] {1});
        log.empty(inbox);

        try (var delivery = start()) {
            awaitRefusal(
                    delivery,
                    "were deleted before they were handled",
                    "Group " + prefix + "-router",
                    "operations.md, 'A place in the log is lost'");

            log.commit(prefix + "-router", inbox, log.starts(inbox));

            delivery.ready();
            delivered(delivery, "after-decision");
        }
    }

    @Test
    void placesThatWereForgottenAsAWholeBeginAgainAtTheStart() {
        work();
        log.forgetPlaces(prefix + "-fanout");

        try (var delivery = start().ready()) {
            delivered(delivery, "after-forgetting");
        }
    }

    @Test
    void aTopicThatWasCreatedAgainIsRefusedUntilItIsAccepted() {
        work();
        String messages = topics.name(Topic.MESSAGES);
        log.delete(messages);

        try (var delivery = start()) {
            awaitRefusal(delivery, "Deleted and created again: " + messages, "operations.md");

            produce(topics.name(Topic.GATEWAYS), "topic-" + messages, null);

            delivery.ready();
            delivered(delivery, "after-acceptance");
        }
    }

    @Test
    void anInboxThatWasDeletedIsNotSilentlyANewOne() {
        work();
        String inbox = topics.name(Topic.INBOX);
        log.delete(inbox);

        try (var delivery = start()) {
            awaitRefusal(delivery, "Deleted and created again: " + inbox);
        }
        try (var delivery = start("--posthorn.topics.era=2").ready()) {
            delivered(delivery, "in-the-next-era");
        }
    }

    @Test
    void aTopicThatTakesAnotherClockIsRefused() {
        work();
        String connections = topics.name(Topic.CONNECTIONS);
        log.configure(connections, "message.timestamp.type", "CreateTime");

        try (var delivery = start()) {
            awaitRefusal(delivery, connections + " has message.timestamp.type=CreateTime", "kafka-configs --alter");

            log.configure(connections, "message.timestamp.type", "LogAppendTime");

            delivery.ready();
        }
    }

    /** One message to each of ten users, all the way into the messages. */
    private void work() {
        try (var delivery = start().ready();
                var messages = delivery.reading(topics.name(Topic.MESSAGES), "read_committed")) {
            for (int i = 0; i < 10; i++) {
                publish(delivery, "user-" + i);
            }
            await().atMost(LONG).until(() -> messages.soFar().size() >= 10);
        }
    }

    private RunningDelivery start(String... more) {
        return new RunningDelivery(space, directory, more);
    }

    private static void publish(RunningDelivery delivery, String user) {
        assertThat(delivery.post("""
                        {"id":"for-%s","source":"orders","target":{"users":["%s"]},"class":"system"}""".formatted(user, user)).statusCode()).isEqualTo(202);
    }

    private void delivered(RunningDelivery delivery, String user) {
        publish(delivery, user);
        try (var messages = delivery.reading(topics.name(Topic.MESSAGES), "read_committed")) {
            await().atMost(LONG)
                    .until(() -> messages.soFar().stream()
                            .anyMatch(record -> new String(record.key(), StandardCharsets.UTF_8).equals(user)));
        }
    }

    private static void awaitRefusal(RunningDelivery delivery, String... words) {
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(delivery.readiness().statusCode()).isEqualTo(503);
            assertThat(delivery.readiness().body()).contains(words);
        });
        assertThat(delivery.send(delivery.request("/actuator/health/liveness").GET())
                        .statusCode())
                .as("a restart would not help")
                .isEqualTo(200);
    }

    private static void produce(String topic, String key, byte @Nullable [] value) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
            producer.flush();
        }
    }
}
