// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.gateway.rig.Browser;
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

/** Devices that show nothing, where configuration lets them in. */
@RealKafka
class AnonymousIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String JSON = "Sec-WebSocket-Protocol: posthorn.v1.json";

    static KafkaSpace kafka;
    private static final TestIssuer issuer = new TestIssuer();
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(
                kafka,
                issuer,
                "anonymous",
                "posthorn.gateway.anonymous.enabled=true",
                "posthorn.gateway.anonymous.connections=3");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        issuer.close();
    }

    @Test
    void eachIsAUserOfItsOwnAndThereAreSoManyAndNoMore() {
        List<RawSocket> sockets = new ArrayList<>();
        List<String> users = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RawSocket socket = openOnceThereIsRoom();
            socket.hello();
            users.add(socket.read().text().replaceAll(".*\"user\":\"([^\"]*)\".*", "$1"));
            sockets.add(socket);
        }
        assertThat(users).doesNotHaveDuplicates().allMatch(user -> user.matches("anonymous:[A-Za-z0-9_-]{22}"));

        try (RawSocket oneTooMany = open()) {
            assertThat(oneTooMany.status()).isEqualTo(503);
            assertThat(oneTooMany.header("Retry-After")).isNotEmpty();
        }
        try (RawSocket known = RawSocket.open(gateway.port(), issuer.token("user-1"))) {
            assertThat(known.status()).isEqualTo(101);
        }
        sockets.forEach(RawSocket::close);
        openOnceThereIsRoom().close();
    }

    /** Those of another test may just be leaving. */
    private static RawSocket openOnceThereIsRoom() {
        return await().atMost(LONG).until(AnonymousIT::open, AnonymousIT::isOpenOrClosed);
    }

    private static boolean isOpenOrClosed(RawSocket socket) {
        if (socket.status() != 101) {
            socket.close();
        }
        return socket.status() == 101;
    }

    private static RawSocket open() {
        return RawSocket.handshake(gateway.port(), JSON);
    }

    @Test
    void aPageThatMayNotAskMayNotAskAnonymouslyAndTakesNobodysPlace() {
        for (int i = 0; i < 10; i++) {
            try (RawSocket socket = RawSocket.handshake(gateway.port(), JSON, "Origin: https://evil.example.org")) {
                assertThat(socket.status()).isEqualTo(403);
            }
        }
        openOnceThereIsRoom().close();
        assertThat(gateway.metric("posthorn.gateway.handshakes", "result", "origin"))
                .isGreaterThanOrEqualTo(10);
        assertThat(gateway.metric("posthorn.gateway.handshakes", "result", "anonymous-quota"))
                .isZero();
    }

    /** Or it would count as one of those who are nobody. */
    @Test
    void noIssuerMayCallAnybodySo() {
        try (RawSocket socket = RawSocket.open(gateway.port(), issuer.token("anonymous:somebody"))) {
            assertThat(socket.status()).isEqualTo(401);
        }
    }

    @Test
    void whoShowsSomethingBadIsNotLetInAsNobody() {
        try (RawSocket socket = RawSocket.open(gateway.port(), issuer.forged("user-1"))) {
            assertThat(socket.status()).isEqualTo(401);
        }
        try (RawSocket socket =
                RawSocket.handshake(gateway.port(), JSON, Browser.ORIGIN, "Cookie: __Host-posthorn-session=garbage")) {
            assertThat(socket.status()).isEqualTo(401);
        }
        try (RawSocket socket = RawSocket.handshake(gateway.port(), JSON + ", posthorn.bearer.")) {
            assertThat(socket.status()).isEqualTo(401);
        }
    }

    @Test
    void nobodyHasNoSession() {
        assertThat(Browser.ask(gateway.port(), "GET").statusCode()).isEqualTo(401);
        assertThat(Browser.ask(gateway.port(), "POST").statusCode()).isEqualTo(401);
    }
}
