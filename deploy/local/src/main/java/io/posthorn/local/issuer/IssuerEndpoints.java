// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.issuer;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The issuer's HTTP interface; errors are problem details (RFC 9457). Tokens are neither logged nor cached. */
final class IssuerEndpoints implements HttpHandler {

    private static final int LARGEST_REQUEST = 16 << 10;

    private final TokenIssuer issuer;

    IssuerEndpoints(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
                case "GET /.well-known/openid-configuration" ->
                    answer(exchange, 200, "application/json", configuration());
                case "GET /jwks" -> answer(exchange, 200, "application/jwk-set+json", issuer.jwkSet());
                case "POST /token" -> issue(exchange);
                default ->
                    problem(exchange, 404, "There is GET /.well-known/openid-configuration, GET /jwks and POST /token");
            }
        }
    }

    private void issue(HttpExchange exchange) throws IOException {
        try {
            TokenRequest request = TokenRequest.of(fields(exchange));
            Map<String, Object> token = Map.of(
                    "access_token", issuer.token(request),
                    "token_type", "Bearer",
                    "expires_in", request.ttl().toSeconds(),
                    "scope", String.join(" ", request.scopes()));
            answer(exchange, 200, "application/json", JSONObjectUtils.toJSONString(token));
        } catch (IllegalArgumentException | ParseException e) {
            problem(exchange, 400, Objects.requireNonNullElse(e.getMessage(), "not readable"));
        } catch (UncheckedIOException e) {
            problem(exchange, 500, e.getCause().getMessage());
        }
    }

    private static Map<String, String> fields(HttpExchange exchange) throws IOException, ParseException {
        String body = new String(exchange.getRequestBody().readNBytes(LARGEST_REQUEST), StandardCharsets.UTF_8);
        String type = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Type"), "");
        return type.startsWith("application/json") ? RequestFields.ofJson(body) : RequestFields.ofForm(body);
    }

    private String configuration() {
        return JSONObjectUtils.toJSONString(Map.of(
                "issuer", issuer.uri(),
                "jwks_uri", issuer.jwkSetUri(),
                "token_endpoint", issuer.uri() + "/token",
                "response_types_supported", List.of("token"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "scopes_supported", TokenRequest.SCOPES.stream().sorted().toList()));
    }

    private static void problem(HttpExchange exchange, int status, String detail) throws IOException {
        Map<String, Object> problem = Map.of("title", "No token", "status", status, "detail", detail);
        answer(exchange, status, "application/problem+json", JSONObjectUtils.toJSONString(problem));
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
