// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.posthorn.gateway.rig.Browser;
import io.posthorn.gateway.rig.Device;
import io.posthorn.gateway.rig.KeyConfusion;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.UnaryOperator;
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
    private static final RSAKey OWN = newKey();
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
                        Arguments.of("for no audience", issuer.token("user-1", c -> c.audience((String) null))),
                        Arguments.of("of another issuer", issuer.token("user-1", c -> c.issuer("https://evil"))),
                        Arguments.of("of no issuer", issuer.token("user-1", c -> c.issuer(null))),
                        Arguments.of("of no user", issuer.token("user-1", c -> c.subject(null))),
                        Arguments.of("without an end", issuer.token("user-1", c -> c.expirationTime(null))),
                        Arguments.of("without a beginning", issuer.token("user-1", c -> c.issueTime(null))),
                        Arguments.of("issued in the future", issuer.token("user-1", c -> c.issueTime(in(600)))),
                        Arguments.of("not yet good", issuer.token("user-1", c -> c.notBeforeTime(in(600)))),
                        Arguments.of("with a key of its own", withKey(header -> header.jwk(OWN.toPublicJWK()))),
                        Arguments.of("with the address of one", withKey(h -> h.jwkURL(URI.create("http://evil/k")))),
                        Arguments.of("with a path for a key", withKey(header -> header.keyID("../../key-1"))),
                        Arguments.of("with a line for a key", withKey(header -> header.keyID("key-1\r\nX-Evil: 1"))),
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

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String withKey(UnaryOperator<JWSHeader.Builder> change) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer.uri())
                .audience("posthorn")
                .subject("user-1")
                .claim("scope", "device")
                .issueTime(in(-5))
                .expirationTime(in(600))
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key-1");
        var token = new SignedJWT(change.apply(header).build(), claims);
        try {
            token.sign(new RSASSASigner(OWN));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return token.serialize();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
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
