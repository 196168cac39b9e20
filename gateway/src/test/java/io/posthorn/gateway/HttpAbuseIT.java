// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients may do before they have a connection. Sockets live on the threads that they try to hold. */
@Isolated
@RealKafka
class HttpAbuseIT {

    private static final String GATEWAY = "http-abused";
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
                "server.jetty.threads.max=20",
                "posthorn.gateway.proxies.trusted=127.0.0.1",
                "posthorn.gateway.newcomers.timeout=3s",
                "posthorn.gateway.newcomers.connections=200",
                "posthorn.gateway.newcomers.per-address=100",
                "posthorn.gateway.limits.handshakes-per-second-per-address=" + RATE);
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

        try (RawSocket other = RawSocket.handshake(gateway.port(), bearer("user-1"), JSON, elsewhere())) {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /session HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000",
                "DELETE /session HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000",
                "PUT /ws HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked",
                "POST /session HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked",
                "POST /actuator/drain HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 1000"
            })
    void bodiesThatDoNotCome(String request) {
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Peer peer = Peer.connect(gateway.port(), "127.0.1." + i);
            peer.write(request + "\r\nHost: 127.0.0.1\r\n" + bearer("user-1") + "\r\n\r\nb=");
            peers.add(peer);
        }

        neighbour.livesOn(5);

        assertThat(peers).allMatch(peer -> peer.status() == 413);
        assertThat(peers).allMatch(peer -> peer.isCutWithin(LONG));
        assertThat(exceeded("body")).isGreaterThanOrEqualTo(MANY);
        peers.forEach(Peer::close);
    }

    /** They would fill the buffers of their sockets, and then the threads that answer them would wait. */
    @ParameterizedTest
    @ValueSource(strings = {"/actuator/prometheus", "/actuator/health", "/session", "/ws", "/nowhere"})
    void requestsWithoutEndWhoseAnswersAreNotRead(String path) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Peer peer = Peer.connect(gateway.port(), "127.0.2." + i);
            for (int j = 0; j < 20; j++) {
                peer.write(request.repeat(50));
            }
            peers.add(peer);
        }

        neighbour.livesOn(5);

        assertThat(peers).allMatch(peer -> peer.isCutWithin(LONG));
        peers.forEach(Peer::close);
    }

    @Test
    void whoeverScrapesTooOftenIsRefusedAndOthersAreNot() {
        List<Integer> statuses = IntStream.range(0, 40)
                .mapToObj(i -> get("/actuator/prometheus", "127.0.3.1"))
                .toList();

        assertThat(statuses).contains(200, 429).isSubsetOf(200, 429);
        assertThat(get("/actuator/prometheus", "127.0.3.2")).isEqualTo(200);
        assertThat(get("/actuator/health/liveness", "127.0.3.1")).isEqualTo(200);
        assertThat(exceeded("scrapes")).isPositive();
    }

    @Test
    void whatIsInventedLeavesNoMeters() {
        inventSomething(0);
        int meters = gateway.meters();
        for (int i = 1; i <= 50; i++) {
            inventSomething(i);
        }

        // The JVM may add some of its own meanwhile.
        assertThat(gateway.meters()).isLessThan(meters + 10);
    }

    private static void inventSomething(int number) {
        String headers = " HTTP/1.1\r\nHost: host-" + number + ".example.org\r\nX-Invented-" + number
                + ": a\r\nOrigin: https://origin-" + number + ".example.org\r\n\r\n";
        for (String request : List.of(
                "GET /path-" + number, "INVENTED" + number + " /ws", "GET /ws?token=" + number, "OPTIONS /session")) {
            try (Peer peer = Peer.connect(gateway.port(), "127.0.4." + number)) {
                peer.write(request + headers);
                assertThat(peer.status()).isBetween(400, 499);
            }
        }
    }

    private static int get(String path, String from) {
        try (Peer peer = Peer.connect(gateway.port(), from)) {
            peer.write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            return peer.status();
        }
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
