// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.rig;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;

/** Signs tokens, good and bad ones, and serves its key. */
public final class TestIssuer implements AutoCloseable {

    private final RSAKey key = newKey();
    private final HttpServer server;

    public TestIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        server.createContext("/jwks", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
    }

    public String uri() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public String jwkSetUri() {
        return uri() + "/jwks";
    }

    /** A good token of a device, for an hour. */
    public String token(String user) {
        return token(user, Duration.ofHours(1));
    }

    public String token(String user, Duration life) {
        return token(
                user, claims -> claims.expirationTime(Date.from(Instant.now().plus(life))));
    }

    /** @param change makes a good token something else */
    public String token(String user, UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(change.apply(good(user)).build(), key);
    }

    /** Signed with a key that is not the issuer's. */
    public String forged(String user) {
        return signed(good(user).build(), newKey());
    }

    public String unsigned(String user) {
        return new PlainJWT(good(user).build()).serialize();
    }

    private JWTClaimsSet.Builder good(String user) {
        return new JWTClaimsSet.Builder()
                .issuer(uri())
                .audience("posthorn")
                .subject(user)
                .claim("sid", "session-1")
                .claim("scope", "device")
                .issueTime(Date.from(Instant.now().minusSeconds(5)))
                .expirationTime(Date.from(Instant.now().plusSeconds(3_600)));
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("key-1").build(), claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return token.serialize();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("key-1").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
