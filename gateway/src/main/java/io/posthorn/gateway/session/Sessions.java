// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.contracts.session.Revocations;
import io.posthorn.contracts.session.SessionRules;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Revocation;
import io.posthorn.contracts.v1.Session;
import io.posthorn.gateway.revocation.TableLog;
import io.posthorn.gateway.token.Bearer;
import io.posthorn.gateway.token.Identity;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins and ends sessions, for all gateways. */
final class Sessions {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    /**
     * @param cookie to be given to the browser, and nowhere kept
     * @param life of both, at most
     */
    record Begun(String cookie, CookieSession session, Duration life) {

        /** Without the cookie. */
        @Override
        public String toString() {
            return "Begun[" + session.id + "]";
        }
    }

    private final SessionTable table;
    private final Revocations revocations;
    private final TableLog records;
    private final SessionSweep sweep;
    private final Clocks clocks;
    private final SessionSettings settings;
    private final SecureRandom random = new SecureRandom();

    Sessions(
            SessionTable table,
            Revocations revocations,
            TableLog records,
            SessionSweep sweep,
            Clocks clocks,
            SessionSettings settings) {
        this.table = table;
        this.revocations = revocations;
        this.records = records;
        this.sweep = sweep;
        this.clocks = clocks;
        this.settings = settings;
    }

    /** Whether the user may have one more. Gateways that are asked at the same moment may allow one too many. */
    boolean mayBegin(String user) {
        int remembered = table.rememberedOf(user);
        return remembered < settings.perUser()
                || remembered < settings.rememberedPerUser()
                        && table.liveOf(user, clocks.millis()) < settings.perUser();
    }

    /** Complete once it is in the log and known here; other gateways know it some milliseconds later. */
    CompletableFuture<Begun> begin(Identity identity, String userAgent) {
        String cookie = SessionCookie.newValue(random);
        String id = SessionCookie.sessionOf(cookie);
        long now = clocks.millis();
        Session session = NewSession.of(id, identity, userAgent, now, settings);
        return records.publish(Topic.SESSIONS, SessionRules.key(id), session.toByteArray())
                .thenApply(written -> new Begun(cookie, table.put(session, now), settings.longest()));
    }

    /**
     * Ends a session of either kind for good: complete once that is in the log. Its connections here end at once, those on other
     * gateways when they have read it.
     */
    CompletableFuture<Void> end(Bearer bearer) {
        CookieSession cookie = table.find(bearer.session());
        Revocation revocation = RevocationRules.session(bearer.user(), bearer.session(), clocks.millis())
                .setNeededUntil(cookie == null ? 0 : cookie.endsAt())
                .build();
        return records.publish(Topic.REVOCATIONS, RevocationRules.key(revocation), revocation.toByteArray())
                .thenRun(() -> {
                    revocations.apply(revocation);
                    if (cookie != null) {
                        delete(cookie);
                    }
                    sweep.look();
                });
    }

    private void delete(CookieSession session) {
        session.go();
        records.publish(Topic.SESSIONS, SessionRules.key(session.id), null).exceptionally(e -> {
            log.debug("The record of a session that was ended stays until it is too old; the revocation counts", e);
            return null;
        });
    }
}
