// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.issuer;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;

/** What a token says. */
final class Claims {

    static final String AUDIENCE = "posthorn";

    private Claims() {}

    static JWTClaimsSet of(TokenRequest request, String issuer, Instant now) {
        Instant expires = now.plus(request.ttl());
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(AUDIENCE)
                .subject(request.user())
                .claim("sid", Objects.requireNonNullElseGet(request.session(), Claims::random))
                .claim("scope", String.join(" ", new TreeSet<>(request.scopes())))
                .issueTime(Date.from(expires.isAfter(now) ? now : expires.minusSeconds(1)))
                .expirationTime(Date.from(expires))
                .jwtID(random());
        return (request.audit().isEmpty() ? claims : claims.claim("audit", request.audit())).build();
    }

    private static String random() {
        return UUID.randomUUID().toString();
    }
}
