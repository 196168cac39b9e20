// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static io.posthorn.gateway.rig.RawSocket.CONTINUATION;
import static io.posthorn.gateway.rig.RawSocket.FIN;
import static io.posthorn.gateway.rig.RawSocket.PING;
import static io.posthorn.gateway.rig.RawSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.gateway.rig.GatewayRecords;
import io.posthorn.gateway.rig.Neighbour;
import io.posthorn.gateway.rig.Peer;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients may do that no decent one does. A neighbour notices nothing of it, and nothing of it stays. */
@Isolated
@RealKafka
class AbuseIT {

    private static final String GATEWAY = "abused";
    private static final String JSON = "Sec-WebSocket-Protocol: posthorn.v1.json";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int MANY = 30;
    private static final int RATE = 20;

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
                "posthorn.gateway.newcomers.timeout=3s",
                "posthorn.gateway.newcomers.connections=200",
                "posthorn.gateway.newcomers.per-address=100",
                "posthorn.gateway.limits.handshakes-per-second-per-address=" + RATE,
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
        for (String gauge : List.of("connections", "users", "addresses", "newcomers", "backlog", "inbound")) {
            await(gauge).atMost(LONG).until(() -> gateway.metric("posthorn.gateway." + gauge) == 0);
        }
    }

    // ------------------------------------------------------------ before the handshake

    @Test
    void aRequestThatComesAByteAtATime() {
        List<Peer> slow = IntStream.range(0, MANY)
                .mapToObj(i -> Peer.connect(gateway.port()))
                .toList();
        String request = Peer.request(bearer("user-1"), JSON);
        long end = System.nanoTime() + LONG.toNanos();
        List<Peer> left = new ArrayList<>(slow);
        for (int i = 0; !left.isEmpty() && System.nanoTime() < end; i++) {
            char next = request.charAt(Math.min(i, 100));
            left.removeIf(peer -> !peer.write(String.valueOf(next)) || peer.isCutWithin(Duration.ofMillis(1)));
        }

        assertThat(left).isEmpty();
        assertThat(exceeded("request-time")).isPositive();
        slow.forEach(Peer::close);
    }

    @Test
    void connectionsThatNeverSayAnything() {
        List<Peer> silent = IntStream.range(0, 300)
                .mapToObj(i -> Peer.connect(gateway.port(), "127.0.0." + (2 + i % 4)))
                .toList();

        assertThat(silent).allMatch(peer -> peer.isCutWithin(LONG));
        assertThat(exceeded("unfinished")).isPositive();
        silent.forEach(Peer::close);
    }

    @Test
    void allConnectionsOfOneAddress() {
        List<Peer> silent = IntStream.range(0, 150)
                .mapToObj(i -> Peer.connect(gateway.port(), "127.0.0.2"))
                .toList();
        await().atMost(LONG).until(() -> exceeded("unfinished-per-address") > 0);

        try (RawSocket other = open("user-1")) {
            assertThat(other.status()).isEqualTo(101);
        }
        assertThat(silent).allMatch(peer -> peer.isCutWithin(LONG));
        silent.forEach(Peer::close);
    }

    @Test
    void asManyHandshakesAsCanBeMade() throws InterruptedException {
        ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
        String request = Peer.request("Authorization: Bearer garbage", JSON, "Connection: close");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        long begin = System.nanoTime();
        long end = begin + Duration.ofSeconds(3).toNanos();
        for (int thread = 0; thread < 4; thread++) {
            threads.execute(() -> {
                while (System.nanoTime() < end) {
                    try (Peer peer = Peer.connect(gateway.port(), "127.0.0.3")) {
                        peer.write(request);
                        statuses.add(peer.status());
                    } catch (UncheckedIOException refused) {
                        statuses.add(0);
                    }
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        assertThat(statuses).contains(401, 429).isSubsetOf(0, 401, 429);
        long seconds = (System.nanoTime() - begin) / 1_000_000_000 + 1;
        assertThat(statuses.stream().filter(status -> status == 401))
                .hasSizeLessThanOrEqualTo((int) (RATE * (2 + seconds)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-WebSocket-Protocol: ",
                "Sec-WebSocket-Protocol: ,,,,,,,,,,,,,,,,,,,,",
                "Sec-WebSocket-Protocol: posthorn.v1.jsonx, POSTHORN.V1.JSON, posthorn.v1.json;q=1",
                "Sec-WebSocket-Protocol: posthorn.bearer.",
                "Sec-WebSocket-Protocol: \u0001\u0002\u00ff",
                "Sec-WebSocket-Protocol: \"posthorn.v1.json"
            })
    void subprotocolsThatAreNone(String header) {
        try (Peer peer = Peer.connect(gateway.port())) {
            peer.write(Peer.request(bearer("user-1"), header, elsewhere()));

            assertThat(peer.status()).isEqualTo(400);
        }
    }

    @Test
    void moreSubprotocolsThanFitIntoARequest() {
        try (Peer peer = Peer.connect(gateway.port())) {
            peer.write(Peer.request(bearer("user-1"), "Sec-WebSocket-Protocol: " + "a,".repeat(20_000), elsewhere()));

            assertThat(peer.status()).isEqualTo(431);
        }
        try (Peer peer = Peer.connect(gateway.port())) {
            peer.write(Peer.request(bearer("user-1"), "Sec-WebSocket-Protocol: " + "a,".repeat(3_000), elsewhere()));

            assertThat(peer.status()).isEqualTo(400);
        }
    }

    // ------------------------------------------------------------ on the connection

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
