// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/** What was revoked is not taken, at the handshake or in an {@code auth} frame. */
final class StandingRule implements OAuth2TokenValidator<Jwt> {

    private final Standing standing;

    StandingRule(Standing standing) {
        this.standing = standing;
    }

    /** @throws StandingUnknownException it cannot be told */
    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        if (!standing.isKnown()) {
            throw new StandingUnknownException();
        }
        String user = token.getSubject();
        boolean revoked = user != null && standing.isVoid(user, Bearer.session(token), Bearer.issuedAt(token));
        return revoked
                ? OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", "revoked", null))
                : OAuth2TokenValidatorResult.success();
    }
}
