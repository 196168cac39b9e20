// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.gateway.rig.Device;
import io.posthorn.gateway.rig.GatewayRecords;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What does not come in time. */
@Isolated
@RealKafka
class DeadlinesIT {

    private static final String GATEWAY = "deadlines";

    static KafkaSpace kafka;
    private static final TestIssuer issuer = new TestIssuer();
    private static RunningGateway gateway;
    private static GatewayRecords records;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(
                kafka,
                issuer,
                GATEWAY,
                "posthorn.gateway.heartbeat=400ms",
                "posthorn.gateway.hello-timeout=2s",
                "posthorn.gateway.resumed-timeout=2s",
                "posthorn.gateway.close-timeout=500ms",
                "posthorn.gateway.token-notice=2s");
        records = new GatewayRecords(kafka);
    }

    @AfterAll
    static void stop() {
        records.close();
        gateway.close();
        issuer.close();
    }

    @Test
    void hello() {
        Device device = Device.open(gateway.port(), issuer.token("user-1"));

        assertThat(device.awaitClosed()).isEqualTo(4005);
    }

    @Test
    void resumed() {
        Device device = Device.connect(gateway.port(), issuer.token("user-1"), "phone");

        assertThat(device.awaitClosed()).isEqualTo(4100);
        assertThat(lastEvent(device).getDisconnected().getCause())
                .isEqualTo(DisconnectCause.DISCONNECT_CAUSE_NOT_ANSWERED);
    }

    @Test
    void aDeviceThatOnlyAnswersPingsLives() {
        Device device = resumed("user-2");

        await().atMost(Duration.ofSeconds(15)).until(() -> device.pings() >= 6);

        assertThat(device.closeCode()).isZero();
        device.close();
    }

    @Test
    void pingsComeAsFramesToWhoAsksForThem() {
        Device device = Device.open(gateway.port(), issuer.token("user-3"));
        device.say("{'type':'hello','device':'browser','pings':true}");
        device.awaitFrames(1);
        records.resume(GATEWAY, device, 10);

        await().until(() ->
                device.frames().stream().filter(ServerFrame::hasPing).count() >= 2);
        device.close();
    }

    @Test
    void aSignOfLife() {
        try (RawSocket dead = RawSocket.open(gateway.port(), issuer.token("user-4"))) {
            dead.hello();
            assertThat(dead.readToClose()).isEqualTo(4100);
        }
    }

    @Test
    void anAnswerToTheCloseFrame() {
        try (RawSocket dead = RawSocket.open(gateway.port(), issuer.token("user-5"))) {
            dead.hello();
            assertThat(dead.readToClose()).isEqualTo(4100);
            // Never closes its side; the gateway does not wait for ever.
            await().until(() -> dead.readToClose() == 1006);
        }
    }

    @Test
    void aNewToken() {
        Device device = Device.connect(gateway.port(), issuer.token("user-6", Duration.ofSeconds(4)), "phone");
        records.resume(GATEWAY, device, 10);

        await().until(() -> device.frames().stream().anyMatch(ServerFrame::hasAuthRequired));
        assertThat(device.closeCode()).isZero();
        assertThat(device.awaitClosed()).isEqualTo(4101);
        assertThat(lastEvent(device).getDisconnected().getCause())
                .isEqualTo(DisconnectCause.DISCONNECT_CAUSE_TOKEN_EXPIRED);
    }

    @Test
    void aTokenRenewedInPlaceKeepsTheConnection() {
        Device device = Device.connect(gateway.port(), issuer.token("user-7", Duration.ofSeconds(4)), "phone");
        records.resume(GATEWAY, device, 10);
        await().until(() -> device.frames().stream().anyMatch(ServerFrame::hasAuthRequired));

        device.say("{'type':'auth','token':'" + issuer.token("user-7") + "'}");
        int pings = device.pings();
        await().atMost(Duration.ofSeconds(15)).until(() -> device.pings() >= pings + 8);

        assertThat(device.closeCode()).isZero();
        device.close();
    }

    @Test
    void aTokenThatIsNotValidRenewsNothing() {
        Device device = resumed("user-8");

        device.say("{'type':'auth','token':'" + issuer.token("user-8", Duration.ofSeconds(-5)) + "'}");
        device.say("{'type':'auth','token':'" + issuer.forged("user-8") + "'}");
        device.say(
                "{'type':'auth','token':'" + issuer.token("user-8", claims -> claims.claim("scope", "publish")) + "'}");
        device.awaitFrames(5);

        assertThat(device.frames().stream().filter(ServerFrame::hasError)).hasSize(3);
        assertThat(device.closeCode()).isZero();
        device.close();
    }

    @Test
    void anotherUsersTokenIsForbidden() {
        Device device = resumed("user-9");

        device.say("{'type':'auth','token':'" + issuer.token("user-10") + "'}");

        assertThat(device.awaitClosed()).isEqualTo(4003);
    }

    private static Device resumed(String user) {
        Device device = Device.connect(gateway.port(), issuer.token(user), "phone");
        records.resume(GATEWAY, device, 10);
        device.awaitFrames(2);
        return device;
    }

    private static ConnectionEvent lastEvent(Device device) {
        List<ConnectionEvent> events = records.awaitEvents(device.welcome().getConnection(), 2);
        return events.get(events.size() - 1);
    }
}
