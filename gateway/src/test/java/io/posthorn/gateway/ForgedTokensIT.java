// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.posthorn.gateway.rig.Browser;
import io.posthorn.gateway.rig.Device;
import io.posthorn.gateway.rig.KeyConfusion;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that are not the issuer's, or not for us: at every door. */
@RealKafka
class ForgedTokensIT {

    private static final String JSON = "Sec-WebSocket-Protocol: posthorn.v1.json";

    static KafkaSpace kafka;
    private static final TestIssuer issuer = new TestIssuer();
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(kafka, issuer, "forged");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        issuer.close();
    }

    static Stream<Arguments> tokens() {
        KeyConfusion confusion = new KeyConfusion(issuer);
        Stream<Arguments> confused =
                confusion.tokens("user-1").stream().map(token -> Arguments.of("the public key as a secret", token));
        String good = issuer.token("user-1");
        String payload = good.split("\\.")[1];
        return Stream.concat(
                confused,
                Stream.of(
                        Arguments.of("another key", issuer.forged("user-1")),
                        Arguments.of("alg none", issuer.unsigned("user-1")),
                        Arguments.of("alg nOnE", encoded("{\"alg\":\"nOnE\"}") + "." + payload + "."),
                        Arguments.of("alg none, and a signature", withHeader(good, "{\"alg\":\"none\"}")),
                        Arguments.of("no alg", withHeader(good, "{\"typ\":\"JWT\"}")),
                        Arguments.of("another alg of the same key", withHeader(good, "{\"alg\":\"PS256\"}")),
                        Arguments.of("without its signature", good.substring(0, good.lastIndexOf('.') + 1)),
                        Arguments.of("another payload", withPayload(good, payload)),
                        Arguments.of("for another audience", issuer.token("user-1", c -> c.audience("other"))),
                        Arguments.of("expired", issuer.token("user-1", Duration.ofSeconds(-1))),
                        Arguments.of("longer than revocations are kept", longLived()),
                        Arguments.of("a session with a space", issuer.token("user-1", c -> c.claim("sid", "a b"))),
                        Arguments.of("of no possible user", issuer.token("user\u00001"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokens")
    void opensNoDoor(String why, String token) {
        try (RawSocket socket = RawSocket.handshake(gateway.port(), "Authorization: Bearer " + token, JSON)) {
            assertRefused(socket, token);
        }
        try (RawSocket socket = RawSocket.handshake(gateway.port(), JSON + ", posthorn.bearer." + token)) {
            assertRefused(socket, token);
        }
        HttpResponse<String> session = Browser.ask(gateway.port(), "POST", "Authorization: Bearer " + token);
        assertThat(session.statusCode()).isEqualTo(401);
        assertThat(session.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(session.body()).doesNotContain(token);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokens")
    void renewsNothing(String why, String token) {
        Device device = Device.connect(gateway.port(), issuer.token("user-1"), "phone");
        device.say("{'type':'auth','token':'" + token + "'}");

        device.awaitFrames(2);
        assertThat(device.last().getError().getCode()).isEqualTo("bad-token");
        assertThat(device.closeCode()).isZero();
        assertThatNoException().isThrownBy(device::close);
    }

    @Test
    void andAGoodOneDoes() {
        try (RawSocket socket = RawSocket.open(gateway.port(), issuer.token("user-1"))) {
            assertThat(socket.status()).isEqualTo(101);
        }
    }

    private static void assertRefused(RawSocket socket, String token) {
        assertThat(socket.status()).isEqualTo(401);
        assertThat(socket.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(socket.body()).doesNotContain(token);
    }

    private static String longLived() {
        Instant issued = Instant.now().minus(Duration.ofDays(1));
        return issuer.token(
                "user-1",
                claims -> claims.issueTime(Date.from(issued))
                        .expirationTime(Date.from(issued.plus(Duration.ofDays(31)))));
    }

    private static String withHeader(String token, String header) {
        return encoded(header) + token.substring(token.indexOf('.'));
    }

    private static String withPayload(String token, String payload) {
        String claims = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
        return token.replace(payload, encoded(claims.replace("user-1", "user-2")));
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
