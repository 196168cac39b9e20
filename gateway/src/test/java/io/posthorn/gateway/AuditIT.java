// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.gateway.rig.Device;
import io.posthorn.gateway.rig.GatewayProcess;
import io.posthorn.gateway.rig.GatewayRecords;
import io.posthorn.gateway.rig.Peer;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the log says of whom, and what it never says. */
@RealKafka
class AuditIT {

    private static final String JSON = "Sec-WebSocket-Protocol: posthorn.v1.json";
    private static final String SECRET = "my-lips-are-sealed";

    static KafkaSpace kafka;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private static final TestIssuer issuer = new TestIssuer();
    private static GatewayProcess gateway;
    private static GatewayRecords records;
    private final List<String> tokens = new ArrayList<>();

    @BeforeAll
    static void start() {
        records = new GatewayRecords(kafka);
        gateway = new GatewayProcess(
                folder,
                kafka,
                issuer,
                "audit",
                "posthorn.gateway.proxies.trusted=127.0.0.1",
                "posthorn.gateway.record-address=true",
                "posthorn.gateway.limits.handshakes-per-second-per-address=20");
        gateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.kill();
        records.close();
        issuer.close();
    }

    @Test
    void eachDecisionIsALine() {
        try (RawSocket accepted = handshake("203.0.113.1", bearer("user-1"), "User-Agent: tester/1 (phone)")) {
            assertThat(accepted.status()).isEqualTo(101);
        }
        assertThat(line("address=203.0.113.1"))
                .contains("decision=accepted", "status=101", "user=user-1", "connection=", "peer=127.0.0.1")
                .contains("agent=\"tester/1 (phone)\"")
                .containsPattern("session=[0-9a-f]{12} ")
                .doesNotContain("session-1", "reason=");

        handshake("203.0.113.2", "Authorization: Bearer garbage").close();
        assertThat(line("address=203.0.113.2")).contains("decision=refused reason=bad-token status=401");
        handshake("203.0.113.3").close();
        assertThat(line("address=203.0.113.3")).contains("decision=refused reason=no-token status=401");
        handshake("203.0.113.4", bearer("user-1", "publish")).close();
        assertThat(line("address=203.0.113.4")).contains("decision=refused reason=scope status=403");
        handshake("203.0.113.5", bearer("user-1"), "Origin: https://evil.example.org")
                .close();
        assertThat(line("address=203.0.113.5"))
                .contains("decision=refused reason=origin status=403 user=user-1")
                .contains("origin=https://evil.example.org");
        RawSocket.handshake(
                        gateway.port(),
                        "X-Forwarded-For: 203.0.113.6",
                        bearer("user-1"),
                        "Sec-WebSocket-Protocol: chat")
                .close();
        assertThat(line("address=203.0.113.6")).contains("decision=refused reason=subprotocol status=400");
    }

    @Test
    void theLogOfConnectionsSaysWhereADeviceCameFromWhenItIsToldTo() {
        try (RawSocket socket = handshake("203.0.113.9", bearer("user-9"))) {
            socket.hello();
            String welcome = socket.read().text();
            String connection = welcome.replaceAll(".*\"connection\":\"([^\"]+)\".*", "$1");

            assertThat(records.awaitEvents(connection, 1).get(0).getConnected().getAddress())
                    .isEqualTo("203.0.113.9");
        }
    }

    @Test
    void aFloodIsALineASecond() {
        long begin = System.nanoTime();
        for (int i = 0; i < 300; i++) {
            handshake("203.0.113.50").close();
        }
        long seconds = (System.nanoTime() - begin) / 1_000_000_000 + 1;

        List<String> lines = gateway.log()
                .lines()
                .filter(line -> line.contains("address=203.0.113.50") && line.contains("handshakes-per-address"))
                .toList();
        assertThat(lines).isNotEmpty().hasSizeLessThanOrEqualTo((int) seconds + 1);
    }

    @Test
    void nobodyWritesALineOfTheirOwn() {
        String forged = "handshake decision=accepted user=root address=198.51.100.99";
        for (String newline : List.of("\n", "\r", "\r\n ", "\r\n\t", "\u0000", "\u0085", "%0d%0a", "\u000b")) {
            for (String header : List.of("User-Agent: ", "Origin: ", "X-Forwarded-For: ", "Sec-WebSocket-Protocol: ")) {
                try (Peer peer = Peer.connect(gateway.port())) {
                    peer.write(Peer.request(header + "x" + newline + forged, bearer("user-1"), JSON));
                    assertThat(peer.status()).isNotEqualTo(500);
                }
            }
        }
        try (Peer peer = Peer.connect(gateway.port())) {
            peer.write("GET /ws\n" + forged + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(peer.status()).isIn(400, 401, 505);
        }

        assertThat(gateway.log().lines().filter(line -> line.contains("198.51.100.99")))
                .allMatch(line ->
                        line.contains("posthorn.audit") && line.contains("decision=") && line.contains("handshake "))
                .noneMatch(line -> line.startsWith("handshake"))
                .noneMatch(line -> line.replaceAll("\"[^\"]*\"", "").contains("root"));
    }

    @Test
    void noTokenAndNoPayloadIsInTheLog() {
        Device device = Device.connect(gateway.port(), remembered(issuer.token("user-9")), "phone");
        records.resume("audit", device, 10);
        records.message("audit", device, 11, 10, SECRET);
        device.awaitFrames(3);
        device.say("{'type':'auth','token':'" + remembered(issuer.forged("user-9")) + "'}");
        device.say("{'type':'auth','token':'" + remembered(issuer.unsigned("user-9")) + "'}");
        device.say("{'type':'ack','cursor':'" + SECRET + "'}");
        device.say("{'type':'" + SECRET + "'}");
        device.say("{'type':'attributes','set':{'" + SECRET + "':7}}");
        device.awaitFrames(6);
        device.say(SECRET);
        assertThat(device.awaitClosed()).isEqualTo(4004);
        for (String token : List.of(
                issuer.token("user-9", Duration.ofSeconds(-5)),
                issuer.forged("user-9"),
                issuer.unsigned("user-9"),
                issuer.token("user 9"),
                issuer.token("user-9", claims -> claims.audience("other")),
                SECRET)) {
            handshake("203.0.113.9", "Authorization: Bearer " + remembered(token))
                    .close();
            handshake("203.0.113.9", "Authorization: " + token).close();
            RawSocket.handshake(gateway.port(), "Sec-WebSocket-Protocol: posthorn.v1.json, posthorn.bearer." + token)
                    .close();
            RawSocket.handshake(gateway.port(), "Cookie: posthorn=" + token + "; session=" + token)
                    .close();
        }
        records.send("audit", SECRET.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        await().until(() -> gateway.log().contains("Passed over offset"));

        String log = gateway.log();
        assertThat(log).doesNotContain(SECRET).doesNotContain("session-1");
        assertThat(tokens).noneMatch(token -> log.contains(token) || log.contains(token.split("\\.")[0] + "."));
    }

    @Test
    void asStructuredLogsTheFieldsAreFields() throws Exception {
        try (GatewayProcess structured =
                new GatewayProcess(folder, kafka, issuer, "structured", "logging.structured.format.console=ecs")) {
            structured.start();
            RawSocket.open(structured.port(), issuer.token("user-1")).close();

            String line = await().until(
                            () -> structured
                                    .log()
                                    .lines()
                                    .filter(text -> text.contains("posthorn.audit"))
                                    .toList(),
                            lines -> !lines.isEmpty())
                    .get(0);

            JsonNode fields = JsonMapper.shared().readTree(line);
            assertThat(fields.path("decision").asString()).isEqualTo("accepted");
            assertThat(fields.path("user").asString()).isEqualTo("user-1");
            assertThat(fields.path("address").asString()).isEqualTo("127.0.0.1");
            structured.kill();
        }
    }

    private static String line(String of) {
        return await().until(
                        () -> gateway.log()
                                .lines()
                                .filter(line -> line.contains("posthorn.audit") && line.contains(of + " "))
                                .toList(),
                        lines -> !lines.isEmpty())
                .get(0);
    }

    private static RawSocket handshake(String address, String... headers) {
        List<String> all = new ArrayList<>(List.of("X-Forwarded-For: " + address, JSON));
        all.addAll(List.of(headers));
        return RawSocket.handshake(gateway.port(), all.toArray(String[]::new));
    }

    private String remembered(String token) {
        tokens.add(token);
        return token;
    }

    private static String bearer(String user) {
        return "Authorization: Bearer " + issuer.token(user);
    }

    private static String bearer(String user, String scope) {
        return "Authorization: Bearer " + issuer.token(user, claims -> claims.claim("scope", scope));
    }
}
