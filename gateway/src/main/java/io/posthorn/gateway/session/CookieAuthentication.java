// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import io.posthorn.gateway.token.DeviceAuthentication;
import io.posthorn.gateway.token.Standing;
import io.posthorn.gateway.token.StandingUnknownException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * Who a cookie says that somebody is. Of none of Spring Security's types: it would take a bean of such a type for its own.
 */
public final class CookieAuthentication {

    /** For a session that was begun on another gateway a moment ago. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** Threads that may wait for one: more would be a way to have none left for others. */
    private static final int WAITING = 8;

    private final SessionTable table;
    private final Standing standing;
    private final Clocks clocks;
    private final Semaphore waiting = new Semaphore(WAITING);

    CookieAuthentication(SessionTable table, Standing standing, Clocks clocks) {
        this.table = table;
        this.standing = standing;
        this.clocks = clocks;
    }

    /** Absent when there is no cookie of ours. */
    public @Nullable Authentication convert(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        for (String name : SessionCookie.names(request.getServerName(), request.getHeader(HttpHeaders.ORIGIN))) {
            List<String> values = Arrays.stream(cookies)
                    .filter(cookie -> cookie.getName().equals(name))
                    .map(Cookie::getValue)
                    .toList();
            if (!values.isEmpty()) {
                return new PreAuthenticatedAuthenticationToken(name, only(values));
            }
        }
        return null;
    }

    /** Of two under one name, one was planted, and nothing tells which. */
    private static String only(List<String> values) {
        if (values.size() > 1) {
            throw new BadCredentialsException("several session cookies");
        }
        return values.get(0);
    }

    /**
     * @throws BadCredentialsException it is no session, or one that is over
     * @throws AuthenticationServiceException it cannot be told now
     */
    public Authentication authenticate(Authentication presented) {
        if (!standing.isKnown()) {
            throw new AuthenticationServiceException("sessions cannot be read now", new StandingUnknownException());
        }
        CookieSession session = find(String.valueOf(presented.getCredentials()));
        if (session == null || table.isOver(session, clocks.millis())) {
            throw new BadCredentialsException("no session, or one that is over");
        }
        session.heard(clocks.millis());
        return DeviceAuthentication.ofCookie(session.identity());
    }

    private @Nullable CookieSession find(String cookie) {
        if (!SessionCookie.isValue(cookie)) {
            return null;
        }
        String id = SessionCookie.sessionOf(cookie);
        CookieSession known = table.find(id);
        if (known != null || !waiting.tryAcquire()) {
            return known;
        }
        try {
            return table.await(id, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            waiting.release();
        }
    }
}
