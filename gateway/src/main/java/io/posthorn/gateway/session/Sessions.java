// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.contracts.session.Revocations;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Revocation;
import io.posthorn.contracts.v1.Session;
import io.posthorn.gateway.revocation.TableLog;
import io.posthorn.gateway.token.Bearer;
import io.posthorn.gateway.token.Identity;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Begins and ends sessions, for all gateways. */
final class Sessions {

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
    private final SessionQuota quota;
    private final Revocations revocations;
    private final SessionRecords records;
    private final TableLog revocationRecords;
    private final Clocks clocks;
    private final SessionSettings settings;
    private final SecureRandom random = new SecureRandom();

    Sessions(
            SessionTable table,
            Revocations revocations,
            SessionRecords records,
            TableLog revocationRecords,
            Clocks clocks,
            SessionSettings settings) {
        this.table = table;
        this.quota = new SessionQuota(table, settings);
        this.revocations = revocations;
        this.records = records;
        this.revocationRecords = revocationRecords;
        this.clocks = clocks;
        this.settings = settings;
    }

    /**
     * Complete once it is in the log and known here; other gateways know it some milliseconds later. Failed with
     * {@link TooManySessionsException} if the user may have no more.
     */
    CompletableFuture<Begun> begin(Identity identity, String userAgent) {
        String cookie = SessionCookie.newValue(random);
        String id = SessionCookie.sessionOf(cookie);
        String user = identity.bearer().user();
        long now = clocks.millis();
        Session session = NewSession.of(id, identity, userAgent, now, settings);
        if (!quota.admit(user, now)) {
            return CompletableFuture.failedFuture(new TooManySessionsException());
        }
        return records.write(id, session.toByteArray())
                .thenApply(written -> new Begun(cookie, table.put(session, now), settings.longest()))
                .whenComplete((begun, failure) -> quota.arrived(user));
    }

    /**
     * Ends a session of either kind for good: complete once that is in the log. Its connections here end at the next look through
     * them, those on other gateways when they have read it. Its record is left to the upkeep: what is written here, on Kafka's own
     * thread, would wait for that thread.
     */
    CompletableFuture<Void> end(Bearer bearer) {
        CookieSession cookie = table.find(bearer.user(), bearer.session());
        Revocation revocation = RevocationRules.session(bearer.user(), bearer.session(), clocks.millis())
                .setNeededUntil(cookie == null ? 0 : cookie.endsAt())
                .build();
        return revocationRecords
                .publish(Topic.REVOCATIONS, RevocationRules.key(revocation), revocation.toByteArray())
                .thenRun(() -> {
                    revocations.apply(revocation);
                    if (cookie != null) {
                        cookie.end();
                    }
                });
    }
}
