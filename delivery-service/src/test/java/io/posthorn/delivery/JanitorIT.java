// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Persisted;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** History is played by the test. */
@RealKafka
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JanitorIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Map<Integer, Long> NOTHING = Map.of(0, 0L, 1, 0L);

    static KafkaSpace kafka;

    @TempDir
    static Path directory;

    private static RunningDelivery delivery;
    private static Log log;
    private static String notifications;
    private static String inbox;
    private static String messages;

    @BeforeAll
    static void start() {
        log = new Log(kafka);
        delivery = new RunningDelivery(
                        kafka,
                        directory,
                        "--posthorn.delivery.janitor.keep=1s",
                        "--posthorn.delivery.janitor.interval=200ms")
                .ready();
        notifications = delivery.topics.name(Topic.NOTIFICATIONS);
        inbox = delivery.topics.name(Topic.INBOX);
        messages = delivery.topics.name(Topic.MESSAGES);
    }

    @AfterAll
    static void stop() {
        delivery.close();
        log.close();
    }

    @Test
    @Order(1)
    void withoutHistoryNothingGoesThatItHasNotWritten() {
        publish();
        awaitNotificationsGone();
        publish();
        awaitNotificationsGone();

        // Each round looks at all topics, and two have seen the first records.
        assertThat(log.starts(inbox)).isEqualTo(NOTHING);
        assertThat(log.starts(messages)).isEqualTo(NOTHING);
        assertThat(scrape()).contains("posthorn_janitor_held{topic=\"messages\"}");
    }

    @Test
    @Order(2)
    void asFarAsHistoryHasComeItGoes() {
        Map<Integer, Long> half = halves(log.ends(messages));
        Map<Integer, Long> quarter = halves(half);
        log.commit(delivery.topics.treesGroup(), messages, quarter);
        log.commit(delivery.topics.countingGroup(), messages, half);
        log.commit(historyGroup(), messages, half);
        await().atMost(LONG).until(() -> log.starts(messages).equals(quarter));

        // Each round looks at all topics: another one has seen what is committed since.
        publish();
        awaitNotificationsGone();
        assertThat(log.starts(messages)).as("what the trees do not have stays").isEqualTo(quarter);

        commit(half);

        await().atMost(LONG).until(() -> log.starts(messages).equals(half));
        assertThat(log.starts(inbox)).isEqualTo(NOTHING);
    }

    @Test
    @Order(3)
    void anInboxRecordGoesWhenItsMessageIsWritten() {
        Map<Integer, Long> half = halves(log.ends(inbox));

        half.forEach((partition, offset) -> persisted(partition, 1, offset - 1));

        await().atMost(LONG).until(() -> log.starts(inbox).equals(half));
    }

    @Test
    @Order(4)
    void whatCannotBeReadSaysNothing() {
        Map<Integer, Long> before = log.starts(inbox);
        for (int partition = 0; partition < before.size(); partition++) {
            produce(partition, "garbage".getBytes(StandardCharsets.UTF_8));
        }
        publish();
        awaitNotificationsGone();

        assertThat(log.starts(inbox)).isEqualTo(before);
    }

    @Test
    @Order(5)
    void whatIsPersistedButNotReadByTheRouterStays() {
        Map<Integer, Long> ends = log.ends(inbox);
        ends.forEach((partition, end) -> persisted(partition, 1, end + 1_000));

        await().atMost(LONG).until(() -> log.starts(inbox).equals(log.ends(inbox)));
        publish();
        await().atMost(LONG).until(() -> log.starts(inbox).equals(log.ends(inbox)));
        assertThat(log.committed(kafka.topicPrefix() + "-router", inbox)).isEqualTo(log.ends(inbox));
    }

    @Test
    @Order(6)
    void whatIsGoneTwiceIsGone() {
        commit(log.ends(messages));

        await().atMost(LONG).until(() -> log.starts(messages).equals(log.committed(historyGroup(), messages)));
        assertThat(scrape()).doesNotContain("posthorn_janitor_failures_total");
    }

    private static void publish() {
        for (int i = 0; i < 10; i++) {
            assertThat(delivery.post("""
                            {"id":"n-%d","source":"orders","target":{"users":["user-%d"]},"class":"system"}""".formatted(System.nanoTime(), i)).statusCode())
                    .isEqualTo(202);
        }
    }

    private static void awaitNotificationsGone() {
        await().atMost(LONG).until(() -> log.starts(notifications).equals(log.ends(notifications)));
    }

    private static Map<Integer, Long> halves(Map<Integer, Long> ends) {
        Map<Integer, Long> half = new TreeMap<>();
        ends.forEach((partition, end) -> half.put(partition, end / 2));
        assertThat(half.values()).allMatch(offset -> offset > 0);
        return half;
    }

    private static String historyGroup() {
        return delivery.topics.historyGroup();
    }

    private static void commit(Map<Integer, Long> offsets) {
        delivery.topics.messagesGroups().forEach(group -> log.commit(group, messages, offsets));
    }

    private static void persisted(int partition, int era, long offset) {
        produce(
                partition,
                Persisted.newBuilder()
                        .setUpTo(Positions.of(era, offset, System.currentTimeMillis()))
                        .build()
                        .toByteArray());
    }

    private static void produce(int partition, byte[] value) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            byte[] key = Integer.toString(partition).getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(delivery.topics.name(Topic.PERSISTED), partition, key, value));
            producer.flush();
        }
    }

    private static String scrape() {
        return delivery.send(delivery.request("/actuator/prometheus").GET()).body();
    }
}
