// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static io.posthorn.gateway.rig.GatewayRecords.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.TopicSetup;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.CaughtUpTo;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.GatewayLease;
import io.posthorn.contracts.v1.LeaseState;
import io.posthorn.gateway.rig.Device;
import io.posthorn.gateway.rig.GatewayProcess;
import io.posthorn.gateway.rig.GatewayRecords;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Processes that start, end, hang and have the same id. */
@Execution(ExecutionMode.CONCURRENT)
@RealKafka
class LeaseIT {

    private static final String RENEWED_OFTEN = "posthorn.gateway.lease.renew-every=500ms";

    static KafkaSpace kafka;

    @TempDir
    static Path folder;

    private static final TestIssuer issuer = new TestIssuer();
    private static GatewayRecords records;

    private String id;
    private GatewayProcess gateway;

    @BeforeAll
    static void start() {
        records = new GatewayRecords(kafka);
    }

    @AfterAll
    static void stop() {
        records.close();
        issuer.close();
    }

    @BeforeEach
    void nameGateway(TestInfo test) {
        id = test.getTestMethod().orElseThrow().getName();
        gateway = new GatewayProcess(folder, kafka, issuer, id, RENEWED_OFTEN);
    }

    @AfterEach
    void killGateway() {
        gateway.kill();
    }

    @Test
    void aSecondProcessWithTheSameIdSendsTheFirstAway() throws Exception {
        gateway.start();
        Device device = Device.connect(gateway.port(), issuer.token("user-1"), "phone");
        records.resume(id, device, 10);
        device.awaitFrames(2);

        try (RunningGateway second = RunningGateway.start(kafka, issuer, id, RENEWED_OFTEN)) {
            assertThat(device.awaitClosed()).isEqualTo(4200);
            assertThat(device.last().getGoAway().getReconnectAfter()).isBetween(0, 5_000);
            assertThat(gateway.awaitEnd()).isEqualTo(3);
            assertThat(gateway.log()).contains("Gateway id " + id + " is in use");

            Device again = Device.connect(second.port(), issuer.token("user-1"), "phone");
            records.resume(id, again, 10);
            records.message(id, again, 11, 10, "a");
            again.awaitFrames(3);
            again.close();
        }
        List<GatewayLease> leases = records.awaitLeases(id, 3);
        assertThat(leases).isSortedAccordingTo((a, b) -> Long.compare(a.getIncarnation(), b.getIncarnation()));
        assertThat(leases.get(leases.size() - 1).getIncarnation()).isEqualTo(2);
    }

    @Test
    void sigtermDrainsAndGivesTheLeaseUp() throws Exception {
        gateway.start();
        Device device = Device.connect(gateway.port(), issuer.token("user-1"), "phone");
        records.resume(id, device, 10);
        records.message(id, device, 11, 10, "a");
        device.awaitFrames(3);
        device.say("{'type':'ack','cursor':'" + device.last().getMessage().getCursor() + "'}");

        gateway.stop();

        assertThat(gateway.awaitEnd()).isEqualTo(143);
        assertThat(device.awaitClosed()).isEqualTo(1012);
        assertThat(device.last().hasGoAway()).isTrue();
        List<ConnectionEvent> events = records.awaitEvents(device.welcome().getConnection(), 3);
        assertThat(events.get(1).hasAcked()).isTrue();
        assertThat(events.get(2).getDisconnected().getCause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_DRAINED);
        List<GatewayLease> leases = records.awaitLeases(id, 2);
        assertThat(leases.get(0).getState()).isEqualTo(LeaseState.LEASE_STATE_LIVE);
        assertThat(leases.get(leases.size() - 1).getState()).isEqualTo(LeaseState.LEASE_STATE_GIVEN_UP);
    }

    @Test
    void afterAKillTheNextProcessIsTheNextIncarnationAndOldFramesAreNotRead() throws Exception {
        gateway.start();
        Device before = Device.connect(gateway.port(), issuer.token("user-1"), "phone");
        gateway.kill();
        assertThat(before.awaitClosed()).isEqualTo(1006);
        records.message(id, before, 11, 10, "for a connection that is gone");

        gateway.start();

        assertThat(records.awaitLeases(id, 2).stream().map(GatewayLease::getIncarnation))
                .contains(1L, 2L);
        Device after = Device.connect(gateway.port(), issuer.token("user-1"), "phone");
        records.resume(id, after, 10);
        after.awaitFrames(2);
        assertThat(records.awaitEvents(after.welcome().getConnection(), 1)
                        .get(0)
                        .getIncarnation())
                .isEqualTo(2);
    }

    @Test
    void theLeaseIsRenewed() {
        try (RunningGateway renewing = RunningGateway.start(kafka, issuer, id, RENEWED_OFTEN)) {
            assertThat(records.awaitLeases(id, 3)).allSatisfy(lease -> {
                assertThat(lease.getIncarnation()).isEqualTo(1);
                assertThat(lease.getState()).isEqualTo(LeaseState.LEASE_STATE_LIVE);
            });
            assertThat(renewing.isAccepting()).isTrue();
        }
    }

    @Test
    void aProcessThatHungTooLongTakesANewIncarnationAndItsDevicesResume() {
        gateway.start();
        Device device = Device.connect(gateway.port(), issuer.token("user-1"), "phone");
        records.resume(id, device, 10);
        device.awaitFrames(2);

        gateway.pause();
        await().pollDelay(Duration.ofSeconds(7)).until(() -> true);
        gateway.resume();

        assertThat(device.awaitClosed()).isEqualTo(4200);
        await().atMost(Duration.ofSeconds(30)).until(() -> gateway.status("/actuator/health/readiness") == 200);
        Device again = Device.connect(gateway.port(), issuer.token("user-1"), "phone");
        assertThat(records.awaitEvents(again.welcome().getConnection(), 1)
                        .get(0)
                        .getIncarnation())
                .isEqualTo(2);
        assertThat(gateway.log()).contains("Lost the lease of incarnation 1");
        records.send(id, to(again, 0).setCaughtUp(CaughtUpTo.getDefaultInstance()));
        records.resume(id, again, 10);
        again.awaitFrames(2);
    }

    @Test
    void topicsThatDoNotFitEndTheProcessWithTheReason() throws Exception {
        Topics other = new Topics(kafka.topicPrefix() + "-other", 1, 2, (short) 1);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            new TopicSetup(admin, other).ensure(List.of(Topic.CONNECTIONS));
        }
        try (GatewayProcess misfit =
                new GatewayProcess(folder, kafka, issuer, "misfit", "posthorn.topics.prefix=" + other.prefix())) {
            misfit.launch();
            assertThat(misfit.awaitEnd()).isEqualTo(4);
            assertThat(misfit.log()).contains("has 2 partitions, configured are 4");
        }
    }

    @Test
    void withoutALeaseNobodyIsAdmittedAndTheProcessLives() {
        try (GatewayProcess lonely =
                new GatewayProcess(folder, kafka, issuer, "lonely", "spring.kafka.bootstrap-servers=127.0.0.1:1")) {
            lonely.launch();
            await().atMost(Duration.ofSeconds(60)).until(() -> lonely.status("/actuator/health/liveness") == 200);
            assertThat(lonely.status("/actuator/health/readiness")).isEqualTo(503);
            try (RawSocket refused = RawSocket.open(lonely.port(), issuer.token("user-1"))) {
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.header("Retry-After")).isNotEmpty();
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> lonely.log().contains("Cannot take the lease yet: Kafka at 127.0.0.1:1"));
            lonely.kill();
        }
    }
}
