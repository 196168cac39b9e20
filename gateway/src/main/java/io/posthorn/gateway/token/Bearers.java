// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Who shook hands, however they proved it. */
public final class Bearers {

    static final String SCOPE_PREFIX = "SCOPE_";

    /**
     * The sweep of sessions ends the connections of a session with it, and tells them that they must not come back; a
     * connection's own deadline would tell them to get a new token. It is only there in case that sweep is not.
     */
    private static final Duration AFTER_SESSION = Duration.ofMinutes(5);

    private Bearers() {}

    /** What a connection keeps of a principal that the security filters have let through. */
    public static Bearer of(Principal principal) {
        Bearer bearer = identity(principal).bearer();
        return principal instanceof DeviceAuthentication device && device.isByCookie()
                ? new Bearer(
                        bearer.user(),
                        bearer.session(),
                        bearer.issuedAt(),
                        bearer.expiresAt().plus(AFTER_SESSION))
                : bearer;
    }

    public static Identity identity(Principal principal) {
        if (principal instanceof JwtAuthenticationToken token) {
            Jwt jwt = token.getToken();
            return new Identity(
                    Bearer.of(jwt),
                    Objects.requireNonNullElse(jwt.getClaimAsString("name"), ""),
                    roles(jwt),
                    scopes(token));
        }
        if (principal instanceof DeviceAuthentication device) {
            return device.identity();
        }
        throw new IllegalArgumentException("nobody who could have a connection: " + principal.getClass());
    }

    private static List<String> roles(Jwt jwt) {
        List<String> roles = jwt.getClaimAsStringList("roles");
        return roles == null ? List.of() : roles;
    }

    private static List<String> scopes(JwtAuthenticationToken token) {
        return token.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(Objects::nonNull)
                .filter(authority -> authority.startsWith(SCOPE_PREFIX))
                .map(authority -> authority.substring(SCOPE_PREFIX.length()))
                .toList();
    }
}
