// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.openapi;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the code of an endpoint does not say of it.
 *
 * @param scopes any of them opens it
 * @param purpose whether it must be said why; absent: where an auditor may ask
 * @param parameters by name, {@code []} behind one that may be repeated
 * @param body what an order says; empty: there is none
 */
record Endpoint(
        String summary,
        String description,
        List<String> scopes,
        @Nullable Boolean purpose,
        List<String> parameters,
        String body) {

    private static final String AUDIT = "audit";

    Endpoint {
        description = Objects.requireNonNullElse(description, "");
        scopes = List.copyOf(Objects.requireNonNullElse(scopes, List.of()));
        parameters = List.copyOf(Objects.requireNonNullElse(parameters, List.of()));
        body = Objects.requireNonNullElse(body, "");
    }

    boolean needsPurpose() {
        return purpose == null ? scopes.contains(AUDIT) : purpose;
    }
}
