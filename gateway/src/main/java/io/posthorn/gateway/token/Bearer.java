// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import java.time.Instant;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What a connection needs of its token or cookie session; neither itself is kept.
 *
 * @param session {@code sid} of the token, or the id of the cookie session; empty where the token names none
 * @param issuedAt of the token, for a cookie session of the token with which it began
 */
public record Bearer(String user, String session, Instant issuedAt, Instant expiresAt) {

    private static final String SESSION = "sid";

    /** @param jwt checked by {@link BearerRule} */
    public static Bearer of(Jwt jwt) {
        return new Bearer(
                Objects.requireNonNull(jwt.getSubject()),
                session(jwt),
                issuedAt(jwt),
                Objects.requireNonNull(jwt.getExpiresAt()));
    }

    static String session(Jwt jwt) {
        return Objects.requireNonNullElse(jwt.getClaimAsString(SESSION), "");
    }

    /** The epoch where it does not say, which {@link BearerRule} refuses. */
    static Instant issuedAt(Jwt jwt) {
        return Objects.requireNonNullElse(jwt.getIssuedAt(), Instant.EPOCH);
    }
}
