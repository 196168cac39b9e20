// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.topic.TopicSetup;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.gateway.rig.Device;
import io.posthorn.gateway.rig.GatewayRecords;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.local.server.KafkaServer;
import io.posthorn.testkit.servers.KafkaSpace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A broker that stops answering, and a topic that goes away. The broker is this class's own. */
class KafkaAwayIT {

    @TempDir
    static Path folder;

    private static final TestIssuer issuer = new TestIssuer();
    private static KafkaServer broker;
    private static KafkaSpace kafka;
    private static GatewayRecords records;

    private String id;
    private RunningGateway gateway;

    @BeforeAll
    static void startBroker() {
        broker = new KafkaServer(folder, 0);
        broker.start();
        kafka = new KafkaSpace(broker.bootstrapServers(), "away");
        records = new GatewayRecords(kafka);
    }

    @AfterAll
    static void stopBroker() {
        records.close();
        issuer.close();
        broker.kill();
    }

    @BeforeEach
    void startGateway(TestInfo test) {
        id = test.getTestMethod().orElseThrow().getName();
        gateway = RunningGateway.start(
                kafka,
                issuer,
                id,
                "posthorn.gateway.events.delivery-timeout=1s",
                "posthorn.gateway.lease.renew-every=1s",
                "posthorn.gateway.lease.takeover-wait=2s");
    }

    @AfterEach
    void stopGateway() {
        gateway.close();
    }

    @Test
    void aDeviceWhoseEventsAreNotPublishedIsSentAwayAndTheOthersStay() {
        Device quiet = resumed("user-1");
        Device acknowledging = resumed("user-2");
        records.message(id, acknowledging, 11, 10, "a");
        acknowledging.awaitFrames(3);

        broker.pause();
        try {
            acknowledging.say("{'type':'ack','cursor':'"
                    + acknowledging.last().getMessage().getCursor() + "'}");
            assertThat(acknowledging.awaitClosed()).isEqualTo(4100);
            assertThat(quiet.closeCode()).isZero();
            // Neither does the gateway stop talking to the others.
            quiet.say("{'type':'ping'}");
            quiet.awaitFrames(3);
        } finally {
            broker.resume();
        }
        assertThat(gateway.metric("posthorn.gateway.events.failed")).isPositive();
        quiet.close();
    }

    @Test
    void aLeaseThatCannotBeRenewedEndsAllConnectionsAndANewOneIsTaken() {
        Device device = resumed("user-1");

        broker.pause();
        try {
            await().atMost(Duration.ofSeconds(9)).until(() -> device.closeCode() != 0);
            assertThat(device.closeCode()).isEqualTo(4200);
            assertThat(device.last().getGoAway().getReconnectAfter()).isBetween(0, 5_000);
            assertThat(gateway.isAccepting()).isFalse();
        } finally {
            broker.resume();
        }

        await().atMost(Duration.ofSeconds(40)).until(gateway::isAccepting);
        Device again = resumed("user-1");
        assertThat(records.awaitEvents(again.welcome().getConnection(), 1)
                        .get(0)
                        .getIncarnation())
                .isEqualTo(2);
        again.close();
    }

    @Test
    void fencedByNobodyItTakesANewIncarnation() {
        Device device = resumed("user-1");

        // As the coordinator does with a transaction that takes too long, or a process that dies before its first
        // lease.
        try (var fencing = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "transactional.id",
                        kafka.topicPrefix() + "-gateway-" + id),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            fencing.initTransactions();
        }

        assertThat(device.awaitClosed()).isEqualTo(4200);
        await().atMost(Duration.ofSeconds(20)).until(gateway::isAccepting);
        Device again = resumed("user-1");
        assertThat(records.awaitEvents(again.welcome().getConnection(), 1)
                        .get(0)
                        .getIncarnation())
                .isEqualTo(2);
        again.close();
    }

    @Test
    void devicesResumeWhenThePlaceInTheTopicIsLost() throws Exception {
        Device device = resumed("user-1");
        for (int i = 11; i < 20; i++) {
            records.message(id, device, i, i - 1, "x");
        }
        device.awaitFrames(11);
        Topics topics = new Topics(kafka.topicPrefix(), 1, 4, (short) 1);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteTopics(List.of(topics.gateway(id))).all().get();
            await().until(() -> !admin.listTopics().names().get().contains(topics.gateway(id)));
            new TopicSetup(admin, topics).ensureGateway(id);
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> device.closeCode() != 0);
        assertThat(device.closeCode()).isEqualTo(4200);
        Device again = resumed("user-1");
        records.message(id, again, 11, 10, "a");
        again.awaitFrames(3);
        again.close();
    }

    private Device resumed(String user) {
        Device device = Device.connect(gateway.port(), issuer.token(user), "phone");
        records.resume(id, device, 10);
        device.awaitFrames(2);
        return device;
    }
}
