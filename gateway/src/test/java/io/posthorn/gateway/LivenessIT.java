// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.GatewayLease;
import io.posthorn.gateway.rig.Device;
import io.posthorn.gateway.rig.GatewayRecords;
import io.posthorn.gateway.rig.Peer;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A peer that is gone without a word is found, is said to be gone, and leaves nothing. */
@Isolated
@RealKafka
class LivenessIT {

    private static final String GATEWAY = "liveness";
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);

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
                "posthorn.gateway.heartbeat=" + HEARTBEAT.toMillis() + "ms",
                "posthorn.gateway.close-timeout=500ms",
                "posthorn.gateway.socket.write-timeout=1s",
                "posthorn.gateway.newcomers.timeout=5s");
        records = new GatewayRecords(kafka);
    }

    @AfterAll
    static void stop() {
        records.close();
        gateway.close();
        issuer.close();
    }

    /** As when a cable is pulled: what it is sent goes nowhere, and nothing comes, no end either. */
    @Test
    void silentPeersAreFoundWithinTwoHeartbeatsAndNothingOfThemRemains() {
        List<RawSocket> silent = new ArrayList<>();
        List<String> connections = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RawSocket socket = RawSocket.open(gateway.port(), issuer.token("user-" + i));
            socket.hello();
            connections.add(connectionOf(socket));
            silent.add(socket);
        }
        long lastSaid = System.nanoTime();
        Device answering = Device.connect(gateway.port(), issuer.token("user-100"), "phone");
        records.resume(GATEWAY, answering, 10);

        await().atMost(Duration.ofSeconds(20)).until(() -> gateway.metric("posthorn.gateway.connections") == 1);

        // Two heartbeats, the time for an answer to the close frame, and what a busy machine adds.
        assertThat(Duration.ofNanos(System.nanoTime() - lastSaid))
                .isLessThan(HEARTBEAT.multipliedBy(2).plusMillis(500).plusSeconds(3));
        for (String connection : connections) {
            assertThat(last(records.awaitEvents(connection, 2))
                            .getDisconnected()
                            .getCause())
                    .isEqualTo(DisconnectCause.DISCONNECT_CAUSE_IDLE);
        }
        assertThat(answering.closeCode()).isZero();
        answering.close();
        gateway.awaitNothingLeft();
        silent.forEach(RawSocket::close);
    }

    @Test
    void aPeerThatDisappearsIsFoundAtOnce() {
        RawSocket socket = RawSocket.open(gateway.port(), issuer.token("user-1"));
        socket.hello();
        String connection = connectionOf(socket);
        socket.close();

        assertThat(last(records.awaitEvents(connection, 2)).getDisconnected().getCause())
                .isEqualTo(DisconnectCause.DISCONNECT_CAUSE_BROKEN);
        gateway.awaitNothingLeft();
    }

    /** It could hear more, but will never say anything: a WebSocket has no half. */
    @Test
    void aPeerThatEndsItsHalfIsGone() {
        RawSocket socket = RawSocket.open(gateway.port(), issuer.token("user-1"));
        socket.hello();
        String connection = connectionOf(socket);
        socket.endOutput();

        assertThat(last(records.awaitEvents(connection, 2)).getDisconnected().getCause())
                .isEqualTo(DisconnectCause.DISCONNECT_CAUSE_BROKEN);
        assertThat(socket.readToClose()).isEqualTo(1006);
        gateway.awaitNothingLeft();
        socket.close();
    }

    @Test
    void whoNeverAsksForAnythingIsCut() {
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            peers.add(Peer.connect(gateway.port()));
        }

        assertThat(peers).allMatch(peer -> peer.isCutWithin(Duration.ofSeconds(20)));
        gateway.awaitNothingLeft();
    }

    @Test
    void theLeaseOutlivesThemAll() {
        RawSocket.open(gateway.port(), issuer.token("user-1")).close();

        List<GatewayLease> leases = records.awaitLeases(GATEWAY, 2);

        assertThat(leases).allMatch(lease -> lease.getIncarnation() == 1);
        assertThat(gateway.isAccepting()).isTrue();
    }

    private static String connectionOf(RawSocket socket) {
        return socket.read().text().replaceAll(".*\"connection\":\"([^\"]+)\".*", "$1");
    }

    private static ConnectionEvent last(List<ConnectionEvent> events) {
        return events.get(events.size() - 1);
    }
}
