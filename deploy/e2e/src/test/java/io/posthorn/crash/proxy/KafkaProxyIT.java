// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.posthorn.local.jvm.JvmCommand;
import io.posthorn.local.machine.Ports;
import io.posthorn.local.server.KafkaServer;
import io.posthorn.local.server.RelayedListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class KafkaProxyIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    static Path folder;

    private static KafkaServer kafka;
    private static KafkaProxy proxy;

    private String topic;
    private KafkaProducer<String, String> producer;

    @BeforeAll
    static void startBehindTheProxy() throws IOException {
        RelayedListener listener = new RelayedListener(Ports.free(), Ports.free());
        proxy = KafkaProxy.start(listener.relayPort(), listener.port());
        kafka = new KafkaServer(folder, 0, JvmCommand.SHORT_LIVED, Optional.of(listener));
        kafka.start();
    }

    @AfterAll
    static void stop() {
        proxy.close();
        kafka.close();
    }

    @BeforeEach
    void createTopic(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
        producer = producer(Map.of());
    }

    @AfterEach
    void heal() {
        proxy.heal(Fate.DISCARD);
        producer.close(Duration.ZERO);
    }

    @Test
    void whatIsNotInterferedWithPasses() throws Exception {
        send(0, 100).get(40, TimeUnit.SECONDS);

        assertThat(read(0, 100)).isEqualTo(values(0, 100));
    }

    @Test
    void aConnectionThatIsCutLosesAndRepeatsNothing() throws Exception {
        AtomicInteger count = new AtomicInteger();
        proxy.rule(produce -> switch (count.incrementAndGet() % 4) {
            case 1 -> Verdict.cutRequest(0.5);
            case 3 -> Verdict.cutResponse();
            default -> Verdict.pass();
        });

        for (int i = 0; i < 10; i++) {
            send(0, i * 10, 10).get(40, TimeUnit.SECONDS);
        }

        assertThat(read(0, 100)).isEqualTo(values(0, 100));
        assertThat(count).hasValueGreaterThanOrEqualTo(20);
    }

    @Test
    void whatIsDelayedComesLater() throws Exception {
        proxy.rule(produce -> Verdict.delay(Duration.ofMillis(300)));
        long begun = System.nanoTime();

        send(0, 1).get(40, TimeUnit.SECONDS);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(290));
    }

    @Test
    void whatIsHeldWaitsForItsFate() throws Exception {
        proxy.rule(produce -> produce.touches(topic::equals) ? Verdict.hold() : Verdict.pass());
        Future<RecordMetadata> sent = send(0, 10);
        assertThatThrownBy(() -> sent.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(end(0)).isZero();

        proxy.heal(Fate.DELIVER);

        sent.get(40, TimeUnit.SECONDS);
        assertThat(read(0, 10)).isEqualTo(values(0, 10));
    }

    @Test
    void aTornRequestReachesSomePartitionsAndTheOthersAfterItsSenderHasDied() throws Exception {
        producer.partitionsFor(topic);
        KafkaProducer<String, String> patient = producer(Map.of("linger.ms", 200));
        patient.partitionsFor(topic);
        proxy.rule(produce -> Verdict.tear(partition -> partition.partition() == 0));
        Future<RecordMetadata> passes = patient.send(new ProducerRecord<>(topic, 0, "key", "passes"));
        Future<RecordMetadata> waits = patient.send(new ProducerRecord<>(topic, 1, "key", "waits"));

        await().atMost(PATIENCE).until(() -> end(0) == 1);
        assertThat(end(1)).isZero();
        assertThat(passes).isNotDone();
        assertThat(waits).isNotDone();
        patient.close(Duration.ZERO);
        proxy.heal(Fate.DELIVER);

        await().atMost(PATIENCE).until(() -> end(1) == 1);
        assertThat(end(0)).isEqualTo(1);
    }

    @Test
    void whatIsTornMayBeDecidedBeforeItsSenderHasDied() throws Exception {
        producer.partitionsFor(topic);
        KafkaProducer<String, String> patient = producer(Map.of("linger.ms", 200));
        patient.partitionsFor(topic);
        proxy.rule(produce -> Verdict.tear(partition -> partition.partition() == 0));
        patient.send(new ProducerRecord<>(topic, 0, "key", "passes"));
        patient.send(new ProducerRecord<>(topic, 1, "key", "waits"));
        await().atMost(PATIENCE).until(() -> end(0) == 1);

        proxy.heal(Fate.DELIVER);
        assertThat(end(1)).isZero();
        patient.close(Duration.ZERO);

        await().atMost(PATIENCE).until(() -> end(1) == 1);
    }

    @Test
    void singleRecordsAreLostAndTheirProducerDoesNotNotice() throws Exception {
        proxy.rule(produce -> Verdict.lose((name, key, value) ->
                name.equals(topic) && Integer.parseInt(new String(value, StandardCharsets.UTF_8)) % 3 == 1));
        for (int i = 0; i < 20; i++) {
            send(0, i * 3, 3).get(40, TimeUnit.SECONDS);
        }
        proxy.heal(Fate.DISCARD);
        send(0, 60, 10).get(40, TimeUnit.SECONDS);

        List<String> expected = new ArrayList<>(values(0, 60).stream()
                .filter(value -> Integer.parseInt(value) % 3 != 1)
                .toList());
        expected.addAll(values(60, 10));
        assertThat(read(0, expected.size())).isEqualTo(expected);
    }

    @Test
    void losesAlsoWhatIsTheOnlyRecordOfItsRequest() throws Exception {
        proxy.rule(produce -> Verdict.lose((name, key, value) -> name.equals(topic) && value[0] == '7'));
        for (int i = 0; i < 10; i++) {
            send(0, i, 1).get(40, TimeUnit.SECONDS);
        }

        assertThat(read(0, 9)).isEqualTo(List.of("0", "1", "2", "3", "4", "5", "6", "8", "9"));
    }

    private KafkaProducer<String, String> producer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", "localhost:" + proxy.port()));
        config.putAll(more);
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }

    private Future<RecordMetadata> send(int partition, int count) {
        return send(partition, 0, count);
    }

    /** @return of the last one */
    private Future<RecordMetadata> send(int partition, int from, int count) {
        return values(from, count).stream()
                .map(value -> producer.send(new ProducerRecord<>(topic, partition, "key", value)))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static List<String> values(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(Integer::toString).toList();
    }

    private long end(int partition) {
        try (KafkaConsumer<String, String> consumer = consumer()) {
            TopicPartition place = new TopicPartition(topic, partition);
            return consumer.endOffsets(List.of(place)).get(place);
        }
    }

    private List<String> read(int partition, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = consumer()) {
            TopicPartition place = new TopicPartition(topic, partition);
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
            });
        }
        return values;
    }

    /** Not through the proxy. */
    private static KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
