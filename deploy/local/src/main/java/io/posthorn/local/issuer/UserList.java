// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.issuer;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which users get which scopes, from one file:
 * {@code {"mallory": [], "otto": ["device", "audit"]}}. Who is not listed gets what they ask for.
 */
record UserList(Map<String, Set<String>> scopesByUser) {

    static final UserList EVERYONE = new UserList(Map.of());

    UserList {
        scopesByUser = Map.copyOf(scopesByUser);
    }

    static UserList read(Path file) throws IOException {
        return Files.exists(file) ? parse(Files.readString(file)) : EVERYONE;
    }

    /** @throws IOException saying what is wrong with the text */
    static UserList parse(String json) throws IOException {
        try {
            Map<String, Object> users = JSONObjectUtils.parse(json);
            Map<String, Set<String>> scopes = new HashMap<>();
            for (String user : users.keySet()) {
                List<String> listed = JSONObjectUtils.getStringList(users, user);
                scopes.put(user, listed == null ? Set.of() : new HashSet<>(listed));
            }
            return new UserList(scopes);
        } catch (ParseException e) {
            throw new IOException("The list of users is not {\"user\": [\"scope\", ...], ...}: " + e.getMessage(), e);
        }
    }

    /** Why these scopes are refused; empty where they are granted. */
    Optional<String> refusal(TokenRequest request) {
        Set<String> granted = scopesByUser.getOrDefault(request.user(), TokenRequest.SCOPES);
        return granted.containsAll(request.scopes())
                ? Optional.empty()
                : Optional.of("user %s may have the scopes %s only".formatted(request.user(), granted));
    }
}
