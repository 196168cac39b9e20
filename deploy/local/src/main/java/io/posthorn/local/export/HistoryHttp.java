// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.local.access.StackHttp;
import io.posthorn.local.running.StackFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** History's API, as an auditor uses it. */
final class HistoryHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A part may have to look through rows for minutes before it has one. */
    private static final Duration PATIENCE_FOR_A_PART = Duration.ofMinutes(10);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI history;
    private final String token;

    HistoryHttp(URI history, String token) {
        this.history = history;
        this.token = token;
    }

    /** Not now: it is busy, behind, or its store is away. */
    static final class NotNow extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient Duration wait;
        private final String end;

        NotNow(String message, Duration wait, String end) {
            super(message);
            this.wait = wait;
            this.end = end;
        }

        Duration delay() {
            return wait;
        }

        /** Of an export that could not begin: the end of its times, with which to ask again. With a later one it might never. */
        Optional<String> to() {
            return end.isEmpty() ? Optional.empty() : Optional.of(end);
        }
    }

    /** @throws StackFailure it is refused */
    InputStream stream(String path, Map<String, String> parameters) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                http.send(request(path, parameters, PATIENCE_FOR_A_PART), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            try (InputStream body = answer.body()) {
                throw refused(path, answer, body.readAllBytes());
            }
        }
        return answer.body();
    }

    /** @throws StackFailure it is refused */
    JsonNode get(String path, Map<String, String> parameters) throws IOException, InterruptedException {
        return json(given(path, ask(path, parameters)));
    }

    /**
     * Empty: there is none, or none yet.
     *
     * @throws StackFailure it is refused
     */
    Optional<JsonNode> find(String path, Map<String, String> parameters) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = ask(path, parameters);
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(json(given(path, answer)));
    }

    private HttpResponse<byte[]> ask(String path, Map<String, String> parameters)
            throws IOException, InterruptedException {
        return http.send(request(path, parameters, PATIENCE), HttpResponse.BodyHandlers.ofByteArray());
    }

    private byte[] given(String path, HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw refused(path, answer, answer.body());
        }
        return answer.body();
    }

    private HttpRequest request(String path, Map<String, String> parameters, Duration patience) {
        return HttpRequest.newBuilder(history.resolve(path + StackHttp.query(parameters)))
                .header("Authorization", "Bearer " + token)
                .timeout(patience)
                .build();
    }

    private IOException refused(String path, HttpResponse<?> answer, byte[] body) throws IOException {
        JsonNode problem = json(body);
        String detail = problem.path("detail").asString("without saying why");
        String message = "%s%s answered %d: %s".formatted(history, path, answer.statusCode(), detail);
        if (answer.statusCode() == 429 || answer.statusCode() == 503) {
            long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(5);
            return new NotNow(
                    message,
                    Duration.ofSeconds(Math.max(1, Math.min(seconds, 60))),
                    problem.path("to").asString(""));
        }
        throw new StackFailure(message);
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }
}
