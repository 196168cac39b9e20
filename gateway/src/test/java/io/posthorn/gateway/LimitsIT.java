// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.gateway.rig.Peer;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who comes too often or is one too many is refused early, is told when to come back, and costs the others nothing. */
@RealKafka
class LimitsIT {

    private static final String JSON = "Sec-WebSocket-Protocol: posthorn.v1.json";

    private static final int MANY = 120;

    static KafkaSpace kafka;
    private static final TestIssuer issuer = new TestIssuer();
    private static RunningGateway gateway;
    private final List<RawSocket> opened = new CopyOnWriteArrayList<>();

    /** Clients say themselves where they are from, as a proxy would. */
    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(
                kafka,
                issuer,
                "limits",
                "posthorn.gateway.proxies.trusted=127.0.0.1,10.0.0.0/8",
                "posthorn.gateway.limits.connections-per-user=2",
                "posthorn.gateway.limits.connections-per-address=3",
                "posthorn.gateway.limits.handshakes-per-second-per-address=10",
                "posthorn.gateway.limits.handshakes-per-second-per-user=10",
                "posthorn.gateway.limits.retry-after=7s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        issuer.close();
    }

    @AfterEach
    void nothingIsLeft() {
        opened.forEach(RawSocket::close);
        await().until(() -> gateway.metric("posthorn.gateway.connections") == 0);
        await().until(() -> gateway.metric("posthorn.gateway.users") == 0);
        await().until(() -> gateway.metric("posthorn.gateway.addresses") == 0);
        await().until(() -> gateway.metric("posthorn.gateway.newcomers") == 0);
    }

    @Test
    void aUserHasSoManyConnections() {
        assertThat(status("user-1", "203.0.113.1")).isEqualTo(101);
        assertThat(status("user-1", "203.0.113.2")).isEqualTo(101);
        awaitTaken(2);

        RawSocket refused = connect(gateway, "user-1", "203.0.113.3");

        assertRefused(refused, 429, "This user has as many connections");
        assertThat(exceeded(gateway, "connections-per-user")).isPositive();
        assertThat(status("user-2", "203.0.113.3")).isEqualTo(101);

        opened.get(0).close();
        await().until(() -> status("user-1", "203.0.113.3") == 101);
    }

    @Test
    void anAddressHasSoManyConnections() {
        for (int i = 1; i <= 3; i++) {
            assertThat(status("user-" + i, "203.0.113.11")).isEqualTo(101);
        }
        awaitTaken(3);

        assertRefused(connect(gateway, "user-4", "203.0.113.11"), 429, "This address has as many connections");
        assertThat(status("user-4", "203.0.113.12")).isEqualTo(101);
        assertThat(exceeded(gateway, "connections-per-address")).isPositive();
    }

    @Test
    void whatAClientWritesBeforeTheProxyDoesNotCount() {
        for (int i = 1; i <= 3; i++) {
            assertThat(status("user-" + i, "198.51.100." + i + ", 203.0.113.21, 10.0.0.7"))
                    .isEqualTo(101);
        }
        awaitTaken(3);

        assertThat(status("user-4", "198.51.100.4, 203.0.113.21, 10.0.0.7")).isEqualTo(429);
    }

    /** The test's own connections come from 127.0.0.1, which is trusted; these do not. */
    @Test
    void whoIsNoProxyOfOursCannotSayWhereTheyAreFrom() {
        List<Peer> strangers = new ArrayList<>();
        List<Integer> statuses = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            awaitTaken(i - 1);
            Peer stranger = Peer.connect(gateway.port(), "127.0.0.2");
            stranger.write(Peer.request(bearer("user-" + i), JSON, "X-Forwarded-For: 198.51.100." + i));
            statuses.add(stranger.status());
            strangers.add(stranger);
        }
        strangers.forEach(Peer::close);

        assertThat(statuses).containsExactly(101, 101, 101, 429);
    }

    @Test
    void anAddressShakesHandsSoOften() {
        String authorization = bearer("user-1");
        List<RawSocket> refused = manyAtOnce(
                        () -> connect(gateway, "Sec-WebSocket-Protocol: none", "203.0.113.31", authorization))
                .filter(socket -> socket.status() == 429)
                .toList();

        assertThat(refused).hasSizeGreaterThan(5);
        assertRefused(refused.get(0), 429, "More handshakes come from this address");
        assertThat(exceeded(gateway, "handshakes-per-address")).isPositive();
        assertThat(status("user-1", "203.0.113.32")).isEqualTo(101);
        await().until(() -> status("user-1", "203.0.113.31") == 101);
    }

    /** From everywhere: a client that comes back without a pause. */
    @Test
    void aUserShakesHandsSoOften() {
        RawSocket refused = IntStream.range(0, 2_000)
                .mapToObj(i -> connect(gateway, "user-7", "203.0.114." + i % 250))
                .peek(RawSocket::close)
                .filter(socket -> socket.status() == 429 && socket.body().contains("from this user"))
                .findFirst()
                .orElseThrow();

        assertRefused(refused, 429, "More handshakes come from this user");
        assertThat(exceeded(gateway, "handshakes-per-user")).isPositive();
        assertThat(status("user-8", "203.0.114.1")).isEqualTo(101);
        await().until(() -> status("user-7", "203.0.114.1") == 101);
    }

    @Test
    void aHandshakeThatSucceedsKeepsItsConnection() {
        assertThat(connect(gateway, "user-1", "203.0.113.51").header("Connection"))
                .isEqualToIgnoringCase("upgrade");
    }

    @Test
    void whoComesTooOftenIsRefusedBeforeTheirTokenIsLookedAt() {
        double looked = gateway.metric("posthorn.gateway.handshakes", "result", "bad-token");
        long unauthorized = manyAtOnce(() -> connect(gateway, JSON, "203.0.113.41", "Authorization: Bearer garbage"))
                .filter(socket -> socket.status() == 401)
                .count();

        assertThat(unauthorized).isLessThan(MANY);
        assertThat(gateway.metric("posthorn.gateway.handshakes", "result", "bad-token") - looked)
                .isEqualTo(unauthorized);
    }

    @Test
    void theGatewayHasSoManyConnectionsAndShakesHandsSoOften() {
        try (RunningGateway small = RunningGateway.start(
                kafka,
                issuer,
                "small",
                "posthorn.gateway.limits.connections=3",
                "posthorn.gateway.limits.handshakes-per-second=10")) {
            for (int i = 1; i <= 3; i++) {
                assertThat(connect(small, "user-" + i, "203.0.113.1").status()).isEqualTo(101);
            }
            awaitTaken(small, 3);

            RawSocket full = connect(small, "user-4", "203.0.113.1");

            assertThat(full.status()).isEqualTo(503);
            assertThat(full.header("Retry-After")).isNotEmpty();
            assertThat(full.body()).contains("This gateway has as many connections");
            assertThat(exceeded(small, "connections")).isEqualTo(1);

            manyAtOnce(() -> connect(small, "user-4", "203.0.113.1")).forEach(RawSocket::close);
            assertThat(exceeded(small, "handshakes")).isPositive();
            opened.forEach(RawSocket::close);
            await().until(() -> connect(small, "user-4", "203.0.113.1").status() == 101);
        }
    }

    /** Faster than the rate that is allowed, also on a machine that is busy. */
    private static Stream<RawSocket> manyAtOnce(Supplier<RawSocket> handshake) {
        ExecutorService threads = Executors.newFixedThreadPool(10);
        try {
            List<CompletableFuture<RawSocket>> all = Stream.generate(
                            () -> CompletableFuture.supplyAsync(handshake, threads))
                    .limit(MANY)
                    .toList();
            return all.stream().map(CompletableFuture::join).toList().stream();
        } finally {
            threads.shutdown();
        }
    }

    /** Who has shaken hands may hear of it before they are counted. */
    private static void awaitTaken(int connections) {
        awaitTaken(gateway, connections);
    }

    private static void awaitTaken(RunningGateway by, int connections) {
        await().until(() -> by.metric("posthorn.gateway.connections") == connections);
    }

    private static double exceeded(RunningGateway at, String limit) {
        return at.metric("posthorn.gateway.limits.exceeded", "limit", limit);
    }

    private static void assertRefused(RawSocket socket, int status, String why) {
        assertThat(socket.status()).isEqualTo(status);
        assertThat(Integer.parseInt(socket.header("Retry-After"))).isBetween(1, 7);
        assertThat(socket.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(socket.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(socket.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(socket.header("Cache-Control")).contains("no-store");
        assertThat(socket.header("Connection")).isEqualTo("close");
        assertThat(socket.header("Server")).isEmpty();
        assertThat(socket.body()).contains("\"status\":" + status).contains(why);
    }

    private int status(String user, String forwardedFor) {
        return connect(gateway, user, forwardedFor).status();
    }

    private RawSocket connect(RunningGateway to, String user, String forwardedFor) {
        return connect(to, JSON, forwardedFor, bearer(user));
    }

    private RawSocket connect(RunningGateway to, String protocol, String forwardedFor, String authorization) {
        RawSocket socket = RawSocket.handshake(to.port(), protocol, "X-Forwarded-For: " + forwardedFor, authorization);
        opened.add(socket);
        return socket;
    }

    private static String bearer(String user) {
        return "Authorization: Bearer " + issuer.token(user);
    }
}
