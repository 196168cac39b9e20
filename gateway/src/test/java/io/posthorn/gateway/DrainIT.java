// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.GatewayLease;
import io.posthorn.contracts.v1.LeaseState;
import io.posthorn.gateway.rig.Device;
import io.posthorn.gateway.rig.GatewayProcess;
import io.posthorn.gateway.rig.GatewayRecords;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A gateway that is stopped, or told to stop, sends its devices away one after the other and loses nothing of them. */
@Execution(ExecutionMode.CONCURRENT)
@RealKafka
class DrainIT {

    private static final int DEVICES = 60;
    private static final int RATE = 20;

    static KafkaSpace kafka;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static final TestIssuer issuer = new TestIssuer();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
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
    void startGateway(TestInfo test) {
        id = test.getTestMethod().orElseThrow().getName();
        gateway = new GatewayProcess(
                folder,
                kafka,
                issuer,
                id,
                "posthorn.gateway.drain.rate=" + RATE,
                "posthorn.gateway.lease.lost-after=9s");
        gateway.start();
    }

    @AfterEach
    void killGateway() {
        gateway.kill();
    }

    @Test
    void stopped() throws Exception {
        List<Device> devices = devices();
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(gateway::stop);

        await().until(() -> devices.stream().anyMatch(device -> device.closeCode() != 0));
        assertThat(gateway.status("/actuator/health/readiness")).isEqualTo(503);
        assertThat(gateway.status("/actuator/health/liveness")).isEqualTo(200);
        assertThat(newcomer()).isEqualTo(503);
        List<Device> acknowledged = thoseThatGetAMessageAndAcknowledge(devices);

        stopping.get();

        assertThat(gateway.awaitEnd()).isEqualTo(143);
        assertAllWereSentAwayAtTheRate(devices);
        for (Device device : devices) {
            ConnectionEvent end = endOf(device);
            assertThat(end.getDisconnected().getCause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_DRAINED);
        }
        assertThat(acknowledged)
                .anySatisfy(device -> assertThat(eventsOf(device)).anyMatch(ConnectionEvent::hasAcked));
        List<GatewayLease> leases = records.awaitLeases(id, 2);
        assertThat(leases.get(leases.size() - 1).getState()).isEqualTo(LeaseState.LEASE_STATE_GIVEN_UP);
    }

    @Test
    void told() throws Exception {
        List<Device> devices = devices();

        assertThat(drain("POST", "").statusCode()).isEqualTo(401);
        assertThat(drain("POST", issuer.token("user-1")).statusCode()).isEqualTo(403);
        assertThat(drain("GET", admin()).body()).contains("\"state\":\"NONE\"", "\"connections\":" + DEVICES);
        assertThat(newcomer()).isEqualTo(101);

        assertThat(drain("POST", admin()).body()).contains("\"state\":\"RUNNING\"");
        await().until(() -> gateway.log().contains("drain user=operator"));

        await().until(() -> gateway.status("/actuator/health/readiness") == 503);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> drain("GET", admin()).body().contains("\"state\":\"DONE\""));
        await().until(() -> drain("GET", admin()).body().contains("\"connections\":0"));
        assertAllWereSentAwayAtTheRate(devices);
        assertThat(newcomer()).isEqualTo(503);
        assertThat(gateway.status("/actuator/health/liveness")).isEqualTo(200);
        assertThat(drain("POST", admin()).body()).contains("\"state\":\"DONE\"");

        gateway.stop();
        assertThat(gateway.awaitEnd()).isEqualTo(143);
    }

    private List<Device> devices() {
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            Device device = Device.connect(gateway.port(), issuer.token("user-" + i), "phone");
            records.resume(id, device, 10);
            devices.add(device);
        }
        devices.forEach(device -> device.awaitFrames(2));
        return devices;
    }

    /** Life goes on for those that are still there. */
    private List<Device> thoseThatGetAMessageAndAcknowledge(List<Device> devices) {
        List<Device> there =
                devices.stream().filter(device -> device.closeCode() == 0).toList();
        there.forEach(device -> records.message(id, device, 11, 10, "while the others leave"));
        await().until(() ->
                there.stream().anyMatch(device -> !device.messageIds().isEmpty()));
        List<Device> told = there.stream()
                .filter(device ->
                        device.closeCode() == 0 && !device.messageIds().isEmpty())
                .toList();
        told.forEach(device -> device.sayIfOpen(
                "{'type':'ack','cursor':'" + device.frames().get(2).getMessage().getCursor() + "'}"));
        return told;
    }

    private static List<ConnectionEvent> eventsOf(Device device) {
        return records.awaitEvents(device.welcome().getConnection(), 2);
    }

    private static ConnectionEvent endOf(Device device) {
        return await().pollDelay(Duration.ZERO)
                .until(
                        () -> eventsOf(device).stream()
                                .filter(ConnectionEvent::hasDisconnected)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void assertAllWereSentAwayAtTheRate(List<Device> devices) {
        assertThat(devices).allSatisfy(device -> {
            assertThat(device.awaitClosed()).isEqualTo(1012);
            assertThat(device.last().getGoAway().getReason()).isEqualTo("restarting");
        });
        long[] closed = devices.stream().mapToLong(Device::closedAt).sorted().toArray();
        assertThat((closed[DEVICES - 1] - closed[0]) / 1_000_000)
                .as("milliseconds from the first close to the last")
                .isGreaterThan((DEVICES - 1) * 1_000L / RATE - 1_000);
        long[] back = devices.stream()
                .mapToLong(device -> device.closedAt() / 1_000_000
                        + device.last().getGoAway().getReconnectAfter())
                .sorted()
                .toArray();
        assertThat(mostWithinASecond(back)).isLessThanOrEqualTo(RATE);
    }

    private static int mostWithinASecond(long[] sorted) {
        int most = 0;
        for (int first = 0, last = 0; last < sorted.length; last++) {
            while (sorted[last] - sorted[first] >= 1_000) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    private int newcomer() {
        try (RawSocket newcomer = RawSocket.open(gateway.port(), issuer.token("user-1000"))) {
            return newcomer.status();
        }
    }

    private static String admin() {
        return issuer.token("operator", claims -> claims.claim("scope", "admin"));
    }

    private HttpResponse<String> drain(String method, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.port() + "/actuator/drain"))
                .timeout(Duration.ofSeconds(10))
                .method(method, BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
