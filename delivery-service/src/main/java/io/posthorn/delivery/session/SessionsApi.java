// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.session;

import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.contracts.session.SessionRules;
import io.posthorn.contracts.v1.Revocation;
import io.posthorn.contracts.v1.Session;
import io.posthorn.delivery.endpoint.Requests;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /v1/users/{user}/sessions}, scope {@code admin}. Cookie sessions are listed; what a token names as its session is kept
 * nowhere, and can be ended all the same. 202 once all replicas in sync have it: all gateways close the sockets within a second
 * and admit nobody with it any more.
 */
@RestController
@RequestMapping("/v1/users/{user}/sessions")
@PreAuthorize("hasAuthority('SCOPE_admin')")
class SessionsApi {

    private final SessionReader reader;
    private final KnownSessions sessions;
    private final RevocationLog revocations;

    SessionsApi(SessionReader reader, KnownSessions sessions, RevocationLog revocations) {
        this.reader = reader;
        this.sessions = sessions;
        this.revocations = revocations;
    }

    record Listed(String user, List<ListedSession> sessions) {}

    /**
     * @param active when there was a sign of life; up to a minute behind
     * @param ends if there is no further one
     */
    record ListedSession(
            String session, Instant began, Instant active, Instant ends, Instant latestEnd, String userAgent) {

        static ListedSession of(Session session) {
            return new ListedSession(
                    session.getSession(),
                    Instant.ofEpochMilli(session.getBeganAt()),
                    Instant.ofEpochMilli(session.getActiveAt()),
                    Instant.ofEpochMilli(SessionRules.endsAt(session)),
                    Instant.ofEpochMilli(session.getEndsAt()),
                    session.getUserAgent());
        }
    }

    @GetMapping
    Listed list(@PathVariable String user) {
        Requests.id("user", user);
        if (!reader.isCurrent()) {
            throw new InvalidStateStoreException("sessions are not read yet, or cannot be read");
        }
        List<Session> live = sessions.of(user, System.currentTimeMillis());
        return new Listed(user, live.stream().map(ListedSession::of).toList());
    }

    /** All sessions, and all tokens that the user has been given up to now. */
    @DeleteMapping
    CompletableFuture<ResponseEntity<Void>> endAll(
            @PathVariable String user, @RequestParam(required = false) @Nullable String reason, Principal by) {
        Requests.id("user", user);
        return revoke(RevocationRules.user(user, System.currentTimeMillis()), reason, by);
    }

    /** @param session id of a cookie session, or {@code sid} of tokens of this user */
    @DeleteMapping("/{session}")
    CompletableFuture<ResponseEntity<Void>> end(
            @PathVariable String user,
            @PathVariable String session,
            @RequestParam(required = false) @Nullable String reason,
            Principal by) {
        Requests.id("user", user);
        Requests.id("session", session);
        Revocation.Builder revocation = RevocationRules.session(user, session, System.currentTimeMillis());
        sessions.latestEnd(user, session).ifPresent(revocation::setNeededUntil);
        return revoke(revocation, reason, by);
    }

    private CompletableFuture<ResponseEntity<Void>> revoke(
            Revocation.Builder revocation, @Nullable String reason, Principal by) {
        try {
            revocation.setReason(RevocationRequest.checked(reason));
        } catch (IllegalArgumentException e) {
            throw Requests.bad(String.valueOf(e.getMessage()));
        }
        return revocations.revoke(revocation.setBy(by.getName()).build());
    }
}
