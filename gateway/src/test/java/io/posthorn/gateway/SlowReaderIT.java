// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static io.posthorn.gateway.rig.GatewayRecords.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.contracts.v1.Recovered;
import io.posthorn.contracts.v1.Resumption;
import io.posthorn.gateway.rig.Device;
import io.posthorn.gateway.rig.GatewayRecords;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A device that does not read costs the gateway a bounded amount, and the other devices nothing. */
@RealKafka
class SlowReaderIT {

    private static final String GATEWAY = "slow";
    private static final String KILOBYTES = "x".repeat(8_000);

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
                "posthorn.gateway.close-timeout=2s",
                "posthorn.gateway.socket.write-timeout=3s",
                "posthorn.gateway.limits.frame-burst=1000000");
        records = new GatewayRecords(kafka);
    }

    @AfterAll
    static void stop() {
        records.close();
        gateway.close();
        issuer.close();
    }

    @Test
    void itIsSentAwayWhileAnotherNoticesNothing() {
        try (RawSocket slow = resumedAndNotReading()) {
            String connection = connectionOf(slow);
            Device other = Device.connect(gateway.port(), issuer.token("user-2"), "phone");
            records.resume(GATEWAY, other, 0);

            long slowest = 0;
            for (int i = 1; i <= 200; i++) {
                message(connection, "user-1", i, KILOBYTES);
                long sent = System.nanoTime();
                records.message(GATEWAY, other, i, i - 1, "tick");
                other.awaitFrames(i + 2);
                slowest = Math.max(slowest, System.nanoTime() - sent);
            }

            assertThat(other.messageIds()).hasSize(200);
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(2));
            List<ConnectionEvent> events = records.awaitEvents(connection, 2);
            assertThat(events.get(1).getDisconnected().getCause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_SLOW);
            await().until(() -> gateway.metric("posthorn.gateway.backlog") == 0);
            await().until(() -> gateway.metric("posthorn.gateway.connections") == 1);
            other.close();
        }
    }

    @Test
    void ifItReadsOnInTimeItLearnsWhy() {
        try (RawSocket slow = resumedAndNotReading()) {
            String connection = connectionOf(slow);
            double before = gateway.metric("posthorn.gateway.closes", "cause", "slow");
            for (int i = 1; gateway.metric("posthorn.gateway.closes", "cause", "slow") == before; i++) {
                message(connection, "user-1", i, KILOBYTES);
            }

            assertThat(slow.readToClose()).isEqualTo(4100);
        }
    }

    @Test
    void oneLargeMessageAloneIsDelivered() {
        Device device = Device.connect(gateway.port(), issuer.token("user-3"), "phone");
        records.resume(GATEWAY, device, 0);
        records.message(GATEWAY, device, 1, 0, "y".repeat(250_000));
        device.awaitFrames(3);

        assertThat(device.last().getMessage().getBody()).hasSize(250_000);
        assertThat(device.closeCode()).isZero();
        device.close();
    }

    /** A single frame may always wait, so that no bound on bytes is passed. */
    @Test
    void oneMessageThatIsNotTakenIsTheEndToo() {
        try (RawSocket slow = resumedAndNotReading()) {
            String connection = connectionOf(slow);
            double before = gateway.metric("posthorn.gateway.limits.exceeded", "limit", "write-time");
            message(connection, "user-1", 1, "z".repeat(250_000));

            List<ConnectionEvent> events = records.awaitEvents(connection, 2);

            assertThat(events.get(1).getDisconnected().getCause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_SLOW);
            assertThat(gateway.metric("posthorn.gateway.limits.exceeded", "limit", "write-time"))
                    .isEqualTo(before + 1);
            await().until(() -> gateway.metric("posthorn.gateway.backlog") == 0);
        }
    }

    @Test
    void aWholeWindowAtOnceReachesADeviceThatReads() {
        Device device = Device.connect(gateway.port(), issuer.token("user-4"), "phone");
        records.resume(GATEWAY, device, 0);
        device.awaitFrames(2);
        records.messages(GATEWAY, device, 1, 32, KILOBYTES);
        device.awaitFrames(34);

        assertThat(device.closeCode()).isZero();
        device.close();
    }

    @Test
    void pingsThatAreNotReadDoNotPileUp() {
        try (RawSocket slow = resumedAndNotReading()) {
            byte[] payload = new byte[125];
            for (int i = 0; i < 20_000; i++) {
                slow.frame(RawSocket.FIN | RawSocket.PING, payload);
            }
            assertThat(gateway.metric("posthorn.gateway.backlog")).isLessThan(70_000);
        }
    }

    /** Its own receive buffer is small, so that the gateway notices soon. */
    private static RawSocket resumedAndNotReading() {
        RawSocket socket = RawSocket.handshake(
                gateway.port(),
                4_096,
                "Authorization: Bearer " + issuer.token("user-1"),
                "Sec-WebSocket-Protocol: posthorn.v1.json");
        socket.hello();
        return socket;
    }

    private static String connectionOf(RawSocket socket) {
        Matcher welcome = Pattern.compile("\"connection\":\"([^\"]+)\"")
                .matcher(socket.read().text());
        assertThat(welcome.find()).isTrue();
        String connection = welcome.group(1);
        records.send(
                GATEWAY,
                to(connection, "user-1", 0).setResumed(Resumption.newBuilder().setRecovered(Recovered.RECOVERED_FULL)));
        assertThat(socket.read().text()).contains("resumed");
        return connection;
    }

    private static void message(String connection, String user, long offset, String body) {
        records.send(
                GATEWAY,
                to(connection, user, offset - 1)
                        .setPosition(at(offset))
                        .setMessage(Notification.newBuilder().setId("n").setBody(body)));
    }

    private static Delivery.Builder to(String connection, String user, long prev) {
        Recipient.Builder recipient =
                Recipient.newBuilder().setConnection(connection).setUserHash(UserHash.of(user));
        return Delivery.newBuilder().addRecipients(prev == 0 ? recipient : recipient.setPrev(at(prev)));
    }
}
