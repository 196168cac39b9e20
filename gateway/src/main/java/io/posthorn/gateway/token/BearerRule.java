// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import io.posthorn.contracts.wire.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Besides signature, issuer and audience: a user, and an end that has not come and is not too far from its beginning.
 *
 * <p>What does not say when it was issued could not be revoked by that time, and would outlive the memory of what was.
 *
 * <p>Stricter than Spring's check, which grants a minute: a socket never outlives its token.
 */
final class BearerRule implements OAuth2TokenValidator<Jwt> {

    /** As far may the issuer's clock be ahead. What is issued in the future no revocation reaches. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private final InstantSource wallClock;
    private final Duration longestLife;

    BearerRule(InstantSource wallClock, Duration longestLife) {
        this.wallClock = wallClock;
        this.longestLife = longestLife;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        String user = token.getSubject();
        if (user == null || !Limits.isId(user)) {
            return refused("sub: must be a user id of 1 to 128 characters without space");
        }
        if (user.startsWith(Identity.NOBODY)) {
            return refused("sub: " + Identity.NOBODY + " is for those who are nobody");
        }
        String session = Bearer.session(token);
        if (!session.isEmpty() && !Limits.isId(session)) {
            return refused("sid: must be a session id of 1 to 128 characters without space");
        }
        return life(token);
    }

    private OAuth2TokenValidatorResult life(Jwt token) {
        Instant now = wallClock.instant();
        Instant begin = token.getIssuedAt();
        Instant end = token.getExpiresAt();
        if (begin == null) {
            return refused("iat: must be there");
        }
        if (begin.isAfter(now.plus(AHEAD))) {
            return refused("iat: " + begin + " is yet to come");
        }
        if (end == null) {
            return refused("exp: must be there");
        }
        if (!end.isAfter(now)) {
            return refused("expired at " + end + ": get a new token");
        }
        return end.isAfter(begin.plus(longestLife))
                ? refused("exp: must be at most " + longestLife + " after iat")
                : OAuth2TokenValidatorResult.success();
    }

    private static OAuth2TokenValidatorResult refused(String why) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", why, null));
    }
}
