// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.access;

import io.posthorn.local.running.RunningStack;
import io.posthorn.local.running.StackFailure;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Tokens of the local issuer, a new one each time. */
public final class Tokens {

    private final URI endpoint;
    private final StackHttp http = new StackHttp();

    public Tokens(RunningStack stack) {
        this.endpoint = URI.create(stack.issuer() + "/token");
    }

    public String get(String user, Collection<String> scopes) throws InterruptedException {
        return get(user, scopes, Map.of());
    }

    /** @param audit {@code auditClasses}, {@code auditGroups}, {@code auditUserPrefixes} → names; empty lists limit nothing */
    public String get(String user, Collection<String> scopes, Map<String, ? extends Collection<String>> audit)
            throws InterruptedException {
        Map<String, String> fields = new HashMap<>(Map.of("user", user, "scope", String.join(" ", scopes)));
        audit.forEach((field, names) -> fields.put(field, String.join(" ", names)));
        return http.post(endpoint, fields).path("access_token").asString();
    }

    public String get(String user, String scope) throws InterruptedException {
        return get(user, List.of(scope));
    }

    /** For a device that connects again and again. */
    public Supplier<String> ofDevices(String user) {
        return () -> {
            try {
                return get(user, "device");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackFailure("Interrupted while asking for a token", e);
            }
        };
    }
}
