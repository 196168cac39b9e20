// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import io.posthorn.contracts.session.Revocations;
import io.posthorn.contracts.session.SessionRules;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.gateway.revocation.TableLog;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the topic and the memory of sessions up to date: tells other gateways who is alive, and throws away what is over. */
final class SessionUpkeep {

    private static final Logger log = LoggerFactory.getLogger(SessionUpkeep.class);
    /** As much may the clocks of gateways differ before one deletes what another still holds for alive. */
    private static final long KEPT_MILLIS = Duration.ofHours(1).toMillis();
    /** So that one gateway deletes and the others find it done. */
    private static final int SPREAD_MILLIS = 600_000;

    private static final long FORGET_EVERY_MILLIS = 60_000;

    private final SessionTable table;
    private final Revocations revocations;
    private final TableLog records;
    private final long activity;
    private final long kept;
    private long forgotAt;

    SessionUpkeep(
            SessionTable table, Revocations revocations, TableLog records, SessionSettings settings, String gateway) {
        this.table = table;
        this.revocations = revocations;
        this.records = records;
        this.activity = settings.activity().toMillis();
        this.kept = KEPT_MILLIS + Math.floorMod(gateway.hashCode(), SPREAD_MILLIS);
    }

    /** On one thread. */
    void run(long now) {
        for (CookieSession session : table.all()) {
            switch (session.due(now, activity, kept)) {
                case NOTHING -> {}
                case TELL_ACTIVITY -> write(session, session.withActivity().toByteArray(), now);
                case DELETE_RECORD -> write(session, null, now);
                case FORGET -> table.forget(session);
            }
        }
        if (now - forgotAt >= FORGET_EVERY_MILLIS) {
            forgotAt = now;
            revocations.forget(now);
        }
    }

    private void write(CookieSession session, byte @Nullable [] value, long now) {
        session.writing(now);
        records.publish(Topic.SESSIONS, SessionRules.key(session.id), value).exceptionally(e -> {
            log.debug("The record of a session was not written; it is tried again", e);
            return null;
        });
    }
}
