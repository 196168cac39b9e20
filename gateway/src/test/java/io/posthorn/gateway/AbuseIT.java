// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static io.posthorn.gateway.rig.RawSocket.CONTINUATION;
import static io.posthorn.gateway.rig.RawSocket.FIN;
import static io.posthorn.gateway.rig.RawSocket.PING;
import static io.posthorn.gateway.rig.RawSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.contracts.v1.Recovered;
import io.posthorn.contracts.v1.Resumption;
import io.posthorn.gateway.rig.GatewayRecords;
import io.posthorn.gateway.rig.Neighbour;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients may do on a connection that no decent one does. A neighbour notices nothing of it, and nothing of it stays. */
@Isolated
@RealKafka
class AbuseIT {

    private static final String GATEWAY = "abused";
    private static final String JSON = "Sec-WebSocket-Protocol: posthorn.v1.json";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int MANY = 30;
    private static final String KILOBYTES = "x".repeat(8_000);

    static KafkaSpace kafka;
    private static final TestIssuer issuer = new TestIssuer();
    private static RunningGateway gateway;
    private static GatewayRecords records;
    private static final AtomicInteger addresses = new AtomicInteger();
    private Neighbour neighbour;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(
                kafka,
                issuer,
                GATEWAY,
                "posthorn.gateway.proxies.trusted=127.0.0.1",
                "posthorn.gateway.close-timeout=1s",
                "posthorn.gateway.hello-timeout=2s",
                "posthorn.gateway.socket.message-timeout=1s",
                "posthorn.gateway.socket.write-timeout=1s",
                "posthorn.gateway.socket.total-inbound=1MB",
                "posthorn.gateway.socket.total-backlog=1MB",
                "posthorn.gateway.newcomers.timeout=3s",
                "posthorn.gateway.limits.connections-per-user=1000");
        records = new GatewayRecords(kafka);
    }

    @AfterAll
    static void stop() {
        records.close();
        gateway.close();
        issuer.close();
    }

    @BeforeEach
    void aNeighbourLives() {
        await().atMost(LONG).ignoreExceptions().until(() -> {
            neighbour = new Neighbour(gateway, records, GATEWAY, issuer.token("user-100"));
            return true;
        });
    }

    @AfterEach
    void whoNoticedNothing() {
        neighbour.livesOn(5);
        neighbour.close();
        gateway.awaitNothingLeft();
    }

    @Test
    void halvesOfFrames() {
        byte[] half = new byte[40_000];
        List<Integer> codes = eachOf(MANY, socket -> {
            socket.hello();
            socket.frame(TEXT, half);
        });

        assertThat(codes).containsOnly(4100);
        assertThat(exceeded("message-time")).isPositive();
        assertThat(exceeded("inbound")).isPositive();
    }

    /** Of a frame that was announced, too. */
    @Test
    void halfOfAFrameOfItsAnnouncedSize() {
        List<Integer> codes = eachOf(5, socket -> {
            socket.hello();
            socket.write(new byte[] {(byte) (FIN | TEXT), (byte) (0x80 | 126), (byte) 0xF0, 0, 1, 2, 3, 4, 'x', 'y'});
        });

        assertThat(codes).containsOnly(4100);
    }

    @Test
    void fragmentsWithoutEnd() {
        List<Integer> codes = eachOf(5, socket -> {
            socket.hello();
            socket.frame(TEXT, new byte[0]);
            flood(socket, CONTINUATION, new byte[0]);
        });

        assertThat(codes).containsOnly(4100);
        assertThat(exceeded("frames")).isPositive();
    }

    @Test
    void framesThatAreNone() {
        byte[] tooBig = " ".repeat((64 << 10) + 1).getBytes(StandardCharsets.UTF_8);

        assertThat(eachOf(10, socket -> socket.frame(FIN | TEXT, tooBig))).containsOnly(1009);
        assertThat(eachOf(10, socket -> socket.frame(FIN | TEXT, new byte[] {(byte) 0xC3, (byte) 0x28})))
                .containsOnly(1007);
        assertThat(eachOf(10, socket -> socket.frame(FIN | CONTINUATION, new byte[0])))
                .containsOnly(1002);
        assertThat(eachOf(10, socket -> socket.frame(FIN | PING, new byte[126])))
                .containsOnly(1002);
    }

    @ParameterizedTest
    @CsvSource({
        "c1 80 01 02 03 04, 1002, compressed where nothing was agreed",
        "83 80 01 02 03 04, 1002, of a kind that is none",
        "8b 80 01 02 03 04, 1002, a control frame of a kind that is none",
        "81 02 7b 7d, 1002, not masked",
        "09 80 01 02 03 04, 1002, a ping in parts",
        "88 81 01 02 03 04 00, 1002, a close frame with half a code",
        "88 82 01 02 03 04 02 ef, 1002, a close frame with code 1005",
        "01 80 01 02 03 04 81 80 01 02 03 04, 1002, a message within a message",
        "81 ff 7f ff ff ff ff ff ff ff 01 02 03 04 78, 1009, announced as large as can be",
        "81 ff ff ff ff ff ff ff ff ff 01 02 03 04, 1009, announced larger than can be",
        "82 80 01 02 03 04, 4004, binary where text was agreed"
    })
    void bytesThatAreNoFrame(String hex, int code, String what) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);

        assertThat(eachOf(3, socket -> {
                    socket.hello();
                    socket.write(bytes);
                }))
                .as(what)
                .containsOnly(code);
    }

    /** All together want more than the gateway holds for all. The neighbour's messages still find room. */
    @Test
    void manyThatDoNotRead() {
        List<RawSocket> slow = new ArrayList<>();
        List<String> connections = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            RawSocket socket = RawSocket.handshake(gateway.port(), 4_096, bearer("user-" + i), JSON, elsewhere());
            socket.hello();
            connections.add(connectionOf(socket));
            slow.add(socket);
        }
        double most = 0;
        for (int offset = 1; offset <= 40; offset++) {
            for (int i = 0; i < MANY; i++) {
                message(connections.get(i), "user-" + i, offset);
            }
            most = Math.max(most, gateway.metric("posthorn.gateway.backlog"));
        }

        await().atMost(LONG).until(() -> gateway.metric("posthorn.gateway.connections") == 1);
        assertThat(most).isBetween(1.0, 1_048_576.0);
        assertThat(exceeded("backlog") + exceeded("write-time")).isGreaterThanOrEqualTo(MANY);
        slow.forEach(RawSocket::close);
    }

    private static String connectionOf(RawSocket socket) {
        return socket.read().text().replaceAll(".*\"connection\":\"([^\"]+)\".*", "$1");
    }

    private static void message(String connection, String user, long offset) {
        Recipient.Builder to = Recipient.newBuilder().setConnection(connection).setUserHash(UserHash.of(user));
        if (offset == 1) {
            records.send(
                    GATEWAY,
                    Delivery.newBuilder()
                            .addRecipients(to)
                            .setResumed(Resumption.newBuilder().setRecovered(Recovered.RECOVERED_FULL)));
        } else {
            to.setPrev(GatewayRecords.at(offset - 1));
        }
        records.send(
                GATEWAY,
                Delivery.newBuilder()
                        .addRecipients(to)
                        .setPosition(GatewayRecords.at(offset))
                        .setMessage(Notification.newBuilder().setId("n").setBody(KILOBYTES)));
    }

    @Test
    void pings() {
        List<Integer> codes = eachOf(5, socket -> {
            socket.hello();
            flood(socket, FIN | PING, new byte[125]);
        });

        assertThat(codes).containsOnly(4100);
        assertThat(exceeded("frames")).isPositive();
    }

    @Test
    void pingsAsFrames() {
        List<Integer> codes = eachOf(5, socket -> {
            socket.hello();
            flood(socket, FIN | TEXT, "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8));
        });

        assertThat(codes).containsOnly(4100);
    }

    @Test
    void connectionsThatNeverSayHello() {
        assertThat(eachOf(MANY, socket -> {})).containsOnly(4005);
        assertThat(exceeded("hello-time")).isPositive();
    }

    /** Much more than is allowed at once, but not so much that the answer is lost when nobody reads. */
    private static void flood(RawSocket socket, int firstByte, byte[] payload) {
        for (int i = 0; i < 600; i++) {
            socket.frame(firstByte, payload);
        }
    }

    /** The code that each of so many connections gets for what it does. */
    private static List<Integer> eachOf(int connections, Consumer<RawSocket> abuse) {
        List<RawSocket> sockets = new ArrayList<>();
        List<Integer> codes = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            RawSocket socket = open("user-" + i);
            abuse.accept(socket);
            sockets.add(socket);
        }
        sockets.forEach(socket -> codes.add(socket.readToClose()));
        sockets.forEach(RawSocket::close);
        return codes;
    }

    private static RawSocket open(String user) {
        return RawSocket.handshake(gateway.port(), bearer(user), JSON, elsewhere());
    }

    /** Nobody has come from there before. */
    private static String elsewhere() {
        int number = addresses.incrementAndGet();
        return "X-Forwarded-For: 198.51." + number / 250 + "." + number % 250;
    }

    private static double exceeded(String limit) {
        return gateway.metric("posthorn.gateway.limits.exceeded", "limit", limit);
    }

    private static String bearer(String user) {
        return "Authorization: Bearer " + issuer.token(user);
    }
}
