// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import io.posthorn.contracts.wire.Limits;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Besides signature, issuer and audience: a user, and an end that has not come.
 *
 * <p>Stricter than Spring's check, which grants a minute: a socket never outlives its token.
 */
final class BearerRule implements OAuth2TokenValidator<Jwt> {

    private final InstantSource wallClock;

    BearerRule(InstantSource wallClock) {
        this.wallClock = wallClock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        String user = token.getSubject();
        if (user == null || !Limits.isId(user)) {
            return refused("sub: must be a user id of 1 to 128 characters without space");
        }
        Instant end = token.getExpiresAt();
        if (end == null) {
            return refused("exp: must be there");
        }
        return end.isAfter(wallClock.instant())
                ? OAuth2TokenValidatorResult.success()
                : refused("expired at " + end + ": get a new token");
    }

    private static OAuth2TokenValidatorResult refused(String why) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", why, null));
    }
}
