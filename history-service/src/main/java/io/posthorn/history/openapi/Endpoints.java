// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is said of the endpoints, in {@code endpoints.json} beside this class.
 *
 * @param parameters name, with {@code []} where it may be repeated → what it means
 * @param endpoints method and path → the rest
 */
record Endpoints(Map<String, String> parameters, Map<String, Endpoint> endpoints) {

    private static final String FILE = "endpoints.json";

    static Endpoints load() {
        try (InputStream in = Endpoints.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing beside " + Endpoints.class.getName());
            }
            return JsonMapper.shared().readValue(in, Endpoints.class);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    Optional<Endpoint> find(String method, String path) {
        return Optional.ofNullable(endpoints.get(method + " " + path));
    }

    /** @throws IllegalStateException it is not explained */
    String meaning(String parameter) {
        String meaning = parameters.get(parameter);
        if (meaning == null) {
            throw new IllegalStateException(FILE + " names the parameter " + parameter + " and does not explain it");
        }
        return meaning;
    }
}
