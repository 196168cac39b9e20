// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.posthorn.local.machine.CannotStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {

    @TempDir
    Path folder;

    @Test
    void keepsWhatItAcknowledgedOverKillAndOverAnotherPort() throws Exception {
        try (KafkaServer kafka = new KafkaServer(folder, 0)) {
            kafka.start();
            createTopic(kafka, "letters");
            publish(kafka, "letters", "one");

            kafka.kill();
            assertThat(kafka.isAlive()).isFalse();
            kafka.start();
            publish(kafka, "letters", "two");
            kafka.restart();

            assertThat(read(kafka, "letters", 2)).containsExactly("one", "two");
        }
        try (KafkaServer elsewhere = new KafkaServer(folder, 0)) {
            elsewhere.start();
            publish(elsewhere, "letters", "three");

            assertThat(read(elsewhere, "letters", 3)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void answersNobodyWhilePausedAndGoesOnAfterwards() throws Exception {
        try (KafkaServer kafka = new KafkaServer(folder, 0)) {
            kafka.start();
            createTopic(kafka, "letters");

            kafka.pause();
            assertThat(kafka.answers()).isFalse();
            kafka.resume();

            await().atMost(Duration.ofSeconds(20)).until(kafka::answers);
            publish(kafka, "letters", "one");
            assertThat(read(kafka, "letters", 1)).containsExactly("one");
        }
    }

    @Test
    void saysWhichPortIsInUseAndHowToChooseAnother() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                KafkaServer kafka = new KafkaServer(folder, other.getLocalPort())) {
            assertThatThrownBy(kafka::start)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Port " + other.getLocalPort())
                    .hasMessageContaining("--kafka-port");
        }
    }

    @Test
    void showsTheLogWhenItCannotStart() {
        try (KafkaServer kafka = new KafkaServer(folder, 0, List.of("-Xmx1m"))) {
            assertThatThrownBy(kafka::start)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Kafka ended with exit code 1")
                    .hasMessageContaining(folder.resolve("kafka.log").toString())
                    .hasMessageContaining("heap size");
        }
    }

    private static void createTopic(KafkaServer kafka, String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
        }
    }

    private static void publish(KafkaServer kafka, String topic, String value)
            throws ExecutionException, InterruptedException {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static List<String> read(KafkaServer kafka, String topic, int count) {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<String> values = new ArrayList<>();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> values.add(message.value()));
                return values.size() >= count;
            });
            return values;
        }
    }
}
