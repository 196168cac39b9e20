// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import io.posthorn.local.machine.Ports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenIssuerIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void issuesWhatItsKeySetVerifies() throws Exception {
        try (TokenIssuer issuer = TokenIssuer.start(folder, 0)) {
            Map<String, Object> configuration = JSONObjectUtils.parse(
                    get(issuer, "/.well-known/openid-configuration").body());
            assertThat(configuration)
                    .containsEntry("issuer", issuer.uri())
                    .containsEntry("jwks_uri", issuer.jwkSetUri());

            HttpResponse<String> answer = post(issuer, "application/x-www-form-urlencoded", "user=user-1&scope=audit");
            Map<String, Object> token = JSONObjectUtils.parse(answer.body());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(token).containsEntry("token_type", "Bearer").containsEntry("scope", "audit");
            assertThat(verifies(issuer, (String) token.get("access_token"))).isTrue();
        }
    }

    @Test
    void acceptsItsTokensAfterARestart() throws Exception {
        int port = Ports.free();
        String token;
        try (TokenIssuer issuer = TokenIssuer.start(folder, port)) {
            token = issuer.token(new TokenRequest("user-1", "device"));
        }
        try (TokenIssuer issuer = TokenIssuer.start(folder, port)) {
            assertThat(verifies(issuer, token)).isTrue();
        }
        assertThat(Files.getPosixFilePermissions(folder.resolve("signing-key.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void refusesWhoIsListedOtherwiseWithoutARestart() throws Exception {
        try (TokenIssuer issuer = TokenIssuer.start(folder, 0)) {
            assertThat(post(issuer, "application/json", "{\"user\": \"mallory\"}")
                            .statusCode())
                    .isEqualTo(200);

            Files.writeString(folder.resolve("users.json"), "{\"mallory\": []}");

            HttpResponse<String> refusal = post(issuer, "application/json", "{\"user\": \"mallory\"}");
            assertThat(refusal.statusCode()).isEqualTo(400);
            assertThat(refusal.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(refusal.body()).contains("user mallory may have the scopes [] only");
            assertThatIllegalArgumentException().isThrownBy(() -> issuer.token(new TokenRequest("mallory", "device")));
        }
    }

    @Test
    void saysWhatItCannotRead() throws Exception {
        try (TokenIssuer issuer = TokenIssuer.start(folder, 0)) {
            assertThat(post(issuer, "application/json", "{").statusCode()).isEqualTo(400);
            assertThat(post(issuer, "application/x-www-form-urlencoded", "user=%zz")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(get(issuer, "/token").statusCode()).isEqualTo(404);

            Files.writeString(folder.resolve("users.json"), "not JSON");
            assertThat(post(issuer, "application/json", "{\"user\": \"user-1\"}")
                            .statusCode())
                    .isEqualTo(500);
        }
    }

    private static boolean verifies(TokenIssuer issuer, String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWKSet keys = JWKSet.parse(get(issuer, "/jwks").body());
        assertThat(keys.containsNonPublicKeys()).isFalse();
        return jwt.verify(new RSASSAVerifier(
                keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey()));
    }

    private static HttpResponse<String> get(TokenIssuer issuer, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(issuer.uri() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(TokenIssuer issuer, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer.uri() + "/token"))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
