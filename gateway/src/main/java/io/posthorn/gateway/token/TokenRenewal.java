// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;

/** Checks the token of an {@code auth} frame as the handshake would, on threads of its own: the issuer may have to be asked. */
public final class TokenRenewal {

    /** The authority that a device needs. */
    public static final String DEVICE_AUTHORITY = "SCOPE_device";

    /** @param temporary whether the same token may be taken later */
    public record Refusal(String code, String message, boolean temporary) {}

    /** Longer than what fits into the headers of a handshake. */
    private static final int LONGEST_TOKEN = 8_192;

    private static final Logger log = LoggerFactory.getLogger(TokenRenewal.class);

    private final JwtDecoder decoder;
    private final Executor executor;
    private final JwtGrantedAuthoritiesConverter authorities = new JwtGrantedAuthoritiesConverter();

    /** @param executor refuses when it has too much to do */
    public TokenRenewal(JwtDecoder decoder, Executor executor) {
        this.decoder = decoder;
        this.executor = executor;
    }

    /** Returns at once; one of the two is called later, on another thread. */
    public void check(String token, Consumer<Bearer> taken, Consumer<Refusal> refused) {
        if (token.length() > LONGEST_TOKEN) {
            refused.accept(new Refusal("bad-token", "auth: the token is longer than " + LONGEST_TOKEN, false));
            return;
        }
        try {
            executor.execute(() -> decode(token, taken, refused));
        } catch (RejectedExecutionException tooMany) {
            refused.accept(new Refusal("auth-busy", "auth: too many tokens to check, try again", true));
        }
    }

    private void decode(String token, Consumer<Bearer> taken, Consumer<Refusal> refused) {
        try {
            Jwt jwt = decoder.decode(token);
            if (isForDevice(jwt)) {
                taken.accept(Bearer.of(jwt));
            } else {
                refused.accept(new Refusal("bad-token", "auth: the token lacks scope device", false));
            }
        } catch (BadJwtException bad) {
            refused.accept(new Refusal("bad-token", "auth: the token is not valid", false));
        } catch (JwtException issuerAway) {
            refused.accept(new Refusal("auth-unavailable", "auth: the token could not be checked", true));
        } catch (RuntimeException e) {
            log.error("A token could not be checked", e);
            refused.accept(new Refusal("auth-unavailable", "auth: the token could not be checked", true));
        }
    }

    private boolean isForDevice(Jwt jwt) {
        Collection<?> granted = authorities.convert(jwt);
        return granted.stream().anyMatch(authority -> authority.toString().equals(DEVICE_AUTHORITY));
    }
}
