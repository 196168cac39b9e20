// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.access;

import io.posthorn.local.running.StackFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP. What is not a success becomes a {@link StackFailure} that says who refused and why, and no token. */
public final class StackHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    public JsonNode get(URI uri, String token) throws InterruptedException {
        return send(
                request(uri).header("Authorization", "Bearer " + token).GET().build());
    }

    public JsonNode post(URI uri, String token, byte[] json) throws InterruptedException {
        return send(request(uri)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json))
                .build());
    }

    JsonNode post(URI uri, Map<String, String> fields) throws InterruptedException {
        return send(request(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(fields)))
                .build());
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest request) throws InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new StackFailure("%s does not answer: %s".formatted(place(request.uri()), e), e);
        }
        JsonNode body = parse(request.uri(), response);
        if (response.statusCode() / 100 != 2) {
            throw new StackFailure("%s answered %d: %s"
                    .formatted(
                            place(request.uri()),
                            response.statusCode(),
                            body.path("detail").asString("without saying why")));
        }
        return body;
    }

    private static JsonNode parse(URI uri, HttpResponse<byte[]> response) {
        try {
            return response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new StackFailure(
                    "%s answered %d with something that is no JSON".formatted(place(uri), response.statusCode()), e);
        }
    }

    /** Without its query, which may name a purpose. */
    private static String place(URI uri) {
        return "%s://%s%s".formatted(uri.getScheme(), uri.getAuthority(), uri.getPath());
    }

    /** {@code ?a=b&c=d}, or nothing where there are no parameters. */
    public static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(each -> each.getKey() + "=" + encode(each.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** For a path or a query. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
