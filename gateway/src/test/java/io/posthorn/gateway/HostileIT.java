// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.GatewayLease;
import io.posthorn.contracts.v1.LeaseRecord;
import io.posthorn.gateway.rig.Device;
import io.posthorn.gateway.rig.GatewayRecords;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever happens to a gateway's topics: no device is left waiting on a socket that nothing will come from. */
@RealKafka
class HostileIT {

    private static final Duration LONG = Duration.ofSeconds(40);

    static KafkaSpace kafka;
    private static final TestIssuer issuer = new TestIssuer();
    private static Topics topics;
    private static GatewayRecords records;

    @BeforeAll
    static void start() {
        topics = new Topics(kafka.topicPrefix(), 1, 4, (short) 1);
        records = new GatewayRecords(kafka);
    }

    @AfterAll
    static void stop() {
        records.close();
        issuer.close();
    }

    @Test
    void aTopicThatIsDeletedIsMadeAgainAndItsDevicesResume() {
        try (var gateway = RunningGateway.start(kafka, issuer, "robbed")) {
            Device device = Device.connect(gateway.port(), issuer.token("user-1"), "phone");
            records.resume("robbed", device, 10);
            device.awaitFrames(2);

            delete(topics.gateway("robbed"));

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(device.closeCode()).isEqualTo(4200));
            Device again = await().atMost(LONG)
                    .until(() -> resumed(gateway), found -> found.frames().size() >= 2);
            records.message("robbed", again, 11, 10, "a");
            again.awaitFrames(3);
            assertThat(again.messageIds()).containsExactly("n-11");
            again.close();
        }
    }

    /** One that connects while the topic is not there yet may be sent away as well. */
    private static Device resumed(RunningGateway gateway) {
        Device device = Device.connect(gateway.port(), issuer.token("user-1"), "phone");
        records.resume("robbed", device, 10);
        await().atMost(LONG).until(() -> device.frames().size() >= 2 || device.closeCode() != 0);
        return device;
    }

    @Test
    void whatIsNoLeaseDoesNotMakeAGatewayForgetItsIncarnation() {
        RunningGateway.start(kafka, issuer, "renamed").close();
        produce(topics.name(Topic.GATEWAYS), "renamed", new byte[0]);
        produce(topics.name(Topic.GATEWAYS), "renamed", "garbage".getBytes(UTF_8));

        try (var gateway = RunningGateway.start(kafka, issuer, "renamed")) {
            assertThat(gateway.isAccepting()).isTrue();
        }

        List<GatewayLease> leases = leases();
        assertThat(leases.get(leases.size() - 1).getIncarnation()).isEqualTo(2);
    }

    @Test
    void recordsAsLargeAsTheBrokerTakesStopNothing() {
        try (var gateway = RunningGateway.start(kafka, issuer, "stuffed")) {
            Device device = Device.connect(gateway.port(), issuer.token("user-2"), "phone");
            records.resume("stuffed", device, 10);
            device.awaitFrames(2);

            for (int i = 0; i < 20; i++) {
                produce(topics.gateway("stuffed"), "c", new byte[1_000_000]);
            }
            produce(topics.gateway("stuffed"), "c", null);
            records.message("stuffed", device, 11, 10, "a");

            device.awaitFrames(3);
            assertThat(device.messageIds()).containsExactly("n-11");
            device.close();
        }
    }

    /** Without the records that are none. */
    private static List<GatewayLease> leases() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topics.name(Topic.GATEWAYS), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<GatewayLease> leases = new ArrayList<>();
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    try {
                        var lease = LeaseRecord.parseFrom(record.value());
                        if (lease.getLease().getGateway().equals("renamed")) {
                            leases.add(lease.getLease());
                        }
                    } catch (InvalidProtocolBufferException garbage) {
                        assertThat(record.value()).isEqualTo("garbage".getBytes(UTF_8));
                    }
                }
            }
            return leases;
        }
    }

    private static void delete(String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteTopics(Set.of(topic)).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void produce(String topic, String key, byte[] value) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
            producer.flush();
        }
    }
}
