// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.gateway.rig.Device;
import io.posthorn.gateway.rig.GatewayProcess;
import io.posthorn.gateway.rig.GatewayRecords;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.local.server.KafkaServer;
import io.posthorn.testkit.servers.KafkaSpace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Kafka takes connections and does not answer: a gateway says so early, and can be stopped. */
class HangingKafkaIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static final TestIssuer issuer = new TestIssuer();
    private static KafkaServer broker;
    private static KafkaSpace kafka;
    private static GatewayRecords records;

    @BeforeAll
    static void startBroker() {
        broker = new KafkaServer(folder, 0);
        broker.start();
        kafka = new KafkaSpace(broker.bootstrapServers(), "hanging");
        records = new GatewayRecords(kafka);
    }

    @AfterAll
    static void stopBroker() {
        broker.resume();
        records.close();
        issuer.close();
        broker.kill();
    }

    /** Before the lease is lost: whoever came now would make those fail who are here. */
    @Test
    void whereTooMuchWaitsForKafkaNobodyElseIsTaken() {
        try (var gateway = RunningGateway.start(
                kafka,
                issuer,
                "behind",
                "posthorn.gateway.events.queue=100",
                "posthorn.gateway.events.delivery-timeout=20s",
                "posthorn.gateway.lease.lost-after=9s")) {
            Device device = Device.connect(gateway.port(), issuer.token("user-1"), "phone");
            records.resume("behind", device, 10);
            device.awaitFrames(2);

            broker.pause();
            try {
                for (int i = 0; i < 60; i++) {
                    device.say("{'type':'attributes','set':{'a':'" + i + "'}}");
                }
                RawSocket refused = await().atMost(Duration.ofSeconds(6))
                        .until(
                                () -> RawSocket.open(gateway.port(), issuer.token("user-2")),
                                socket -> socket.status() == 503);
                assertThat(refused.body()).contains("more to do than it can");
                assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 10);
                assertThat(device.closeCode()).isZero();
                refused.close();
            } finally {
                broker.resume();
            }

            assertThat(gateway.metric("posthorn.gateway.limits.exceeded", "limit", "events"))
                    .isPositive();
            await().atMost(LONG).until(() -> {
                try (RawSocket again = RawSocket.open(gateway.port(), issuer.token("user-2"))) {
                    return again.status() == 101;
                }
            });
            device.close();
        }
    }

    /** Neither Kafka nor a device that does not answer keeps the process. */
    @Test
    void itEndsInTimeAllTheSame() throws Exception {
        try (var gateway = new GatewayProcess(
                folder,
                kafka,
                issuer,
                "stopped",
                "posthorn.gateway.drain.timeout=2s",
                "posthorn.gateway.lease.shutdown-timeout=5s")) {
            gateway.start();
            List<Device> devices = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                devices.add(Device.connect(gateway.port(), issuer.token("user-" + i), "phone"));
            }
            RawSocket dead = RawSocket.open(gateway.port(), issuer.token("user-11"));
            dead.hello();

            broker.pause();
            try {
                // Kills it after 20 s; it has to end within 12.
                gateway.stop();
            } finally {
                broker.resume();
            }

            assertThat(gateway.awaitEnd()).isEqualTo(143);
            assertThat(devices)
                    .allSatisfy(device -> assertThat(device.awaitClosed()).isEqualTo(1012));
            assertThat(dead.readToClose()).isEqualTo(1012);
            dead.close();
        }
    }
}
