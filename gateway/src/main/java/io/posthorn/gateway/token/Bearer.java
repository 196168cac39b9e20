// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import java.time.Instant;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.Jwt;

/** What a connection needs of its token; the token itself is never kept. */
public record Bearer(String user, Instant expiresAt) {

    /** @param jwt checked by {@link BearerRule} */
    public static Bearer of(Jwt jwt) {
        return new Bearer(Objects.requireNonNull(jwt.getSubject()), Objects.requireNonNull(jwt.getExpiresAt()));
    }
}
