// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import org.springframework.security.oauth2.jwt.JwtException;

/** Whether something was revoked cannot be told now: it is neither good nor bad, and may be tried again. */
public final class StandingUnknownException extends JwtException {

    public StandingUnknownException() {
        super("revocations cannot be read now");
    }
}
