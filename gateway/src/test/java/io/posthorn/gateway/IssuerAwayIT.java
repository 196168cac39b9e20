// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.posthorn.gateway.rig.Device;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An issuer that is known by its address only, as in production, and that does not always answer. */
@Execution(ExecutionMode.CONCURRENT)
@RealKafka
class IssuerAwayIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    static KafkaSpace kafka;

    private Issuer issuer;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        issuer = new Issuer();
    }

    @AfterEach
    void stop() {
        gateway.close();
        issuer.close();
    }

    private void startGateway(String id) {
        try (TestIssuer other = new TestIssuer()) {
            gateway = RunningGateway.start(
                    kafka,
                    other,
                    id,
                    "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.uri(),
                    "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=");
        }
    }

    @Test
    void oneThatHasNeverAnsweredIsNoFaultOfTheToken() {
        issuer.isAway = true;
        startGateway("issuer-never");

        try (RawSocket socket = RawSocket.open(gateway.port(), issuer.token("user-1"))) {
            assertThat(socket.status()).isEqualTo(503);
            assertThat(socket.header("Retry-After")).isNotEmpty();
            assertThat(socket.header("Content-Type")).isEqualTo("application/problem+json");
        }
        issuer.isAway = false;
        await().atMost(LONG).until(() -> status(issuer.token("user-1")) == 101);
    }

    @Test
    void itsKeysCountWhileItIsAway() {
        startGateway("issuer-later");
        Device device = Device.connect(gateway.port(), issuer.token("user-1"), "phone");
        issuer.isAway = true;
        int before = issuer.asked.get();

        await().atMost(LONG).until(() -> {
            assertThat(status(issuer.token("user-1", JWSAlgorithm.RS256, "another-key")))
                    .isEqualTo(401);
            return issuer.asked.get() > before;
        });
        assertThat(status(issuer.token("user-1"))).isEqualTo(101);
        device.say("{'type':'auth','token':'" + issuer.token("user-1") + "'}");
        device.say("{'type':'ping'}");
        device.awaitFrames(2);
        assertThat(device.last().hasPong()).isTrue();
        device.close();
    }

    /** Each of them names a key that nobody knows. */
    @Test
    void forgedTokensDoNotFloodIt() {
        startGateway("issuer-flood");
        assertThat(status(issuer.token("user-1"))).isEqualTo(101);
        int before = issuer.asked.get();

        for (int i = 0; i < 100; i++) {
            assertThat(status(issuer.token("user-1", JWSAlgorithm.RS256, "key-" + i)))
                    .isEqualTo(401);
        }
        assertThat(issuer.asked.get() - before).isLessThan(10);
        assertThat(status(issuer.token("user-1"))).isEqualTo(101);
    }

    @Test
    void aNewKeyOfItIsFound() throws Exception {
        startGateway("issuer-rotation");
        String old = issuer.token("user-1");
        assertThat(status(old)).isEqualTo(101);

        issuer.rotate();

        await().atMost(LONG).until(() -> status(issuer.token("user-1")) == 101);
        assertThat(status(old)).isEqualTo(401);
    }

    /** Also where its address alone is configured. */
    @Test
    void onlyTheAlgorithmsThatAreAllowed() {
        startGateway("issuer-algorithms");

        for (JWSAlgorithm other : new JWSAlgorithm[] {JWSAlgorithm.RS512, JWSAlgorithm.PS256}) {
            assertThat(status(issuer.token("user-1", other, issuer.key.getKeyID())))
                    .isEqualTo(401);
        }
        assertThat(status(issuer.token("user-1"))).isEqualTo(101);
    }

    private int status(String token) {
        try (RawSocket socket = RawSocket.open(gateway.port(), token)) {
            return socket.status();
        }
    }

    // ------------------------------------------------------------

    private static final class Issuer implements AutoCloseable {

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        final AtomicInteger asked = new AtomicInteger();
        volatile RSAKey key;
        volatile boolean isAway;

        Issuer() throws IOException, JOSEException {
            rotate();
            server.createContext(
                    "/.well-known/openid-configuration", exchange -> answer(exchange, """
                    {"issuer":"%s","jwks_uri":"%s/keys","subject_types_supported":["public"]}""".formatted(uri(), uri())));
            server.createContext("/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
            server.start();
        }

        void rotate() throws JOSEException {
            key = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        }

        private void answer(HttpExchange exchange, String json) throws IOException {
            asked.incrementAndGet();
            try (exchange) {
                if (!isAway) {
                    byte[] body = json.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                }
            }
        }

        String uri() {
            return "http://localhost:" + server.getAddress().getPort();
        }

        String token(String user) {
            return token(user, JWSAlgorithm.RS256, key.getKeyID());
        }

        String token(String user, JWSAlgorithm algorithm, String keyId) {
            Instant now = Instant.now();
            var claims = new JWTClaimsSet.Builder()
                    .issuer(uri())
                    .audience("posthorn")
                    .subject(user)
                    .claim("scope", "device")
                    .issueTime(Date.from(now.minusSeconds(5)))
                    .expirationTime(Date.from(now.plusSeconds(600)))
                    .build();
            var token =
                    new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
            try {
                token.sign(new RSASSASigner(key));
            } catch (JOSEException e) {
                throw new AssertionError(e);
            }
            return token.serialize();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
