// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may connect, and what everyone else is told. */
@RealKafka
class HandshakeIT {

    private static final String JSON = "Sec-WebSocket-Protocol: posthorn.v1.json";

    static KafkaSpace kafka;
    private static final TestIssuer issuer = new TestIssuer();
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(kafka, issuer, "handshake");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        issuer.close();
    }

    @Test
    void aGoodTokenInTheHeaderIsAdmitted() {
        try (RawSocket socket = handshake(bearer(issuer.token("user-1")), JSON)) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(socket.header("Sec-WebSocket-Protocol")).isEqualTo("posthorn.v1.json");
            assertThat(socket.header("Sec-WebSocket-Accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        }
    }

    @Test
    void aBrowserOffersItsTokenAsASubprotocolThatIsNotEchoed() {
        String token = issuer.token("user-1");
        try (RawSocket socket = handshake(
                "Sec-WebSocket-Protocol: posthorn.v1.proto, posthorn.bearer." + token,
                "Origin: https://app.example.org")) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(socket.header("Sec-WebSocket-Protocol")).isEqualTo("posthorn.v1.proto");
        }
    }

    @Test
    void compressionIsNotNegotiated() {
        try (RawSocket socket =
                handshake(bearer(issuer.token("user-1")), JSON, "Sec-WebSocket-Extensions: permessage-deflate")) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(socket.header("Sec-WebSocket-Extensions")).isEmpty();
        }
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                Arguments.of("expired", issuer.token("user-1", Duration.ofSeconds(-1))),
                Arguments.of("of another audience", issuer.token("user-1", claims -> claims.audience("other"))),
                Arguments.of("without audience", issuer.token("user-1", claims -> claims.audience((String) null))),
                Arguments.of("of another issuer", issuer.token("user-1", claims -> claims.issuer("http://evil"))),
                Arguments.of("without end", issuer.token("user-1", claims -> claims.expirationTime(null))),
                Arguments.of("without user", issuer.token("user-1", claims -> claims.subject(null))),
                Arguments.of("of no possible user", issuer.token("user 1")),
                Arguments.of("signed by someone else", issuer.forged("user-1")),
                Arguments.of("not signed", issuer.unsigned("user-1")),
                Arguments.of("no token", "garbage"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aBadTokenIsNotAdmitted(String why, String token) {
        for (String[] headers : new String[][] {
            {bearer(token), JSON}, {"Sec-WebSocket-Protocol: posthorn.v1.json, posthorn.bearer." + token}
        }) {
            try (RawSocket socket = handshake(headers)) {
                assertThat(socket.status()).isEqualTo(401);
                assertThat(socket.header("WWW-Authenticate")).startsWith("Bearer");
                assertProblem(socket, 401);
                assertThat(socket.body()).doesNotContain(token);
            }
        }
    }

    @Test
    void withoutATokenNobodyIsAdmitted() {
        try (RawSocket socket = handshake(JSON)) {
            assertProblem(socket, 401);
        }
    }

    @Test
    void aTokenInTheUrlDoesNotCount() throws Exception {
        var response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/ws?access_token="
                                        + issuer.token("user-1")))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenForSomethingElseIsForbidden() {
        String token = issuer.token("user-1", claims -> claims.claim("scope", "publish audit"));
        try (RawSocket socket = handshake(bearer(token), JSON)) {
            assertProblem(socket, 403);
        }
    }

    @Test
    void aForeignOriginIsForbidden() {
        try (RawSocket socket = handshake(bearer(issuer.token("user-1")), JSON, "Origin: https://evil.example.org")) {
            assertProblem(socket, 403);
        }
    }

    @Test
    void withoutAKnownSubprotocolThereIsNoConnection() {
        try (RawSocket socket = handshake(bearer(issuer.token("user-1")), "Sec-WebSocket-Protocol: chat")) {
            assertProblem(socket, 400);
        }
    }

    @Test
    void anOrdinaryRequestIsAProblem() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/ws"));
        request.header("Sec-WebSocket-Protocol", "posthorn.v1.json");
        request.header("Authorization", "Bearer " + issuer.token("user-1"));
        var response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().map())
                .containsEntry("Content-Type", java.util.List.of("application/problem+json"));
    }

    @Test
    void healthAndMetricsAreOpenAndNothingElseIs() throws Exception {
        for (var expected : Map.of(
                        "/actuator/health/liveness", 200,
                        "/actuator/health/readiness", 200,
                        "/actuator/prometheus", 200,
                        "/actuator/env", 401,
                        "/", 401)
                .entrySet()) {
            var response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + expected.getKey()))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(response.statusCode()).as(expected.getKey()).isEqualTo(expected.getValue());
        }
    }

    @Test
    void resultsAreCounted() {
        double before = gateway.metric("posthorn.gateway.handshakes", "result", "origin");
        handshake(bearer(issuer.token("user-1")), JSON, "Origin: null").close();

        assertThat(gateway.metric("posthorn.gateway.handshakes", "result", "origin"))
                .isEqualTo(before + 1);
    }

    private static void assertProblem(RawSocket socket, int status) {
        assertThat(socket.status()).isEqualTo(status);
        assertThat(socket.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(socket.body()).contains("\"status\":" + status).contains("\"detail\":");
    }

    private static RawSocket handshake(String... headers) {
        return RawSocket.handshake(gateway.port(), headers);
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }
}
