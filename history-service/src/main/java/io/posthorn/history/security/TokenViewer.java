// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.security;

import java.util.Objects;
import java.util.Set;
import org.springframework.security.oauth2.jwt.Jwt;

/** The viewer that a checked token speaks of. */
public final class TokenViewer {

    private TokenViewer() {}

    public static Viewer of(Jwt token) {
        return new Viewer(
                token.getSubject(), Objects.requireNonNullElse(token.getClaimAsString("sid"), ""), scopes(token));
    }

    private static Set<String> scopes(Jwt token) {
        String scope = Objects.requireNonNullElse(token.getClaimAsString("scope"), "");
        return Set.copyOf(
                java.util.Arrays.asList(scope.split(" ")).stream().distinct().toList());
    }
}
