// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.session.Revocations;
import io.posthorn.contracts.session.SessionRules;
import io.posthorn.contracts.v1.Session;
import io.posthorn.gateway.token.Bearer;
import io.posthorn.gateway.token.Identity;
import java.time.Instant;

/**
 * A session as this gateway knows it; there may be a hundred thousand. Times are milliseconds since the epoch.
 *
 * <p>Handshakes, the reader of the topic and the sweep use it at the same time; its times only go forward.
 */
final class CookieSession {

    final String id;
    final String user;
    private final String tokenSession;
    private final long tokenIssuedAt;
    private final long endsAt;
    private final long idle;
    private final byte[] record;

    /** Last sign of life that stands in the topic. */
    private volatile long activeAt;
    /** Last sign of life that this gateway has seen. */
    private volatile long heardAt;
    /** When a sign of life was last written, by whichever gateway. */
    private volatile long writtenAt;
    /** Somebody has ended it here; its record is still to be deleted. */
    private volatile boolean ended;
    /** The topic says that it has ended; that is for good, whatever comes after. */
    private volatile boolean gone;

    CookieSession(Session session) {
        this.id = session.getSession();
        this.user = session.getUser();
        this.tokenSession = session.getTokenSession();
        this.tokenIssuedAt = session.getTokenIssuedAt();
        this.endsAt = session.getEndsAt();
        this.idle = session.getIdle();
        this.activeAt = session.getActiveAt();
        this.heardAt = activeAt;
        this.writtenAt = activeAt;
        this.record = session.toByteArray();
    }

    /** It ends then whatever happens. */
    long endsAt() {
        return endsAt;
    }

    /** It ends then if nothing more is heard. */
    long endsAtIfSilent() {
        return SessionRules.endsAt(Math.max(activeAt, heardAt), idle, endsAt);
    }

    boolean isGone() {
        return gone;
    }

    void go() {
        gone = true;
    }

    /** By its user; that is for good. */
    void end() {
        ended = true;
        writtenAt = 0;
    }

    void heard(long at) {
        if (at > heardAt) {
            heardAt = at;
        }
    }

    /** Another record of it has come. */
    void written(Session session, long now) {
        activeAt = Math.max(activeAt, session.getActiveAt());
        writtenAt = now;
    }

    boolean isOver(long now) {
        return gone || ended || now >= endsAtIfSilent();
    }

    boolean isVoid(Revocations revocations) {
        return revocations.isVoid(user, id, tokenIssuedAt) || revocations.isVoid(user, tokenSession, tokenIssuedAt);
    }

    /** What is to be done about it now. */
    enum Due {
        NOTHING,
        /** Others do not know yet how alive it is. */
        TELL_ACTIVITY,
        /** It was ended: its record is of no use to anybody any more. */
        DELETE_RECORD,
        /** The same, as far as can be told here: nothing was heard of it for long. */
        DELETE_SILENT_RECORD,
        FORGET
    }

    /**
     * @param every how often its record is written, at most
     * @param kept how long its record stays after it has ended by itself, and it stays in memory after it would have: what
     *     comes late does not bring it back
     */
    Due due(long now, long every, long kept) {
        if (gone) {
            return now - endsAtIfSilent() >= kept ? Due.FORGET : Due.NOTHING;
        }
        if (now - writtenAt < every) {
            return Due.NOTHING;
        }
        if (ended) {
            return Due.DELETE_RECORD;
        }
        if (isOver(now)) {
            return now - endsAtIfSilent() >= kept ? Due.DELETE_SILENT_RECORD : Due.NOTHING;
        }
        return heardAt > activeAt ? Due.TELL_ACTIVITY : Due.NOTHING;
    }

    /** Its record is about to be written; that counts also if it fails, so that nothing is written in a hurry. */
    void writing(long now) {
        writtenAt = now;
    }

    /** Its record as others are to know it. */
    Session withActivity() {
        return record().toBuilder().setActiveAt(heardAt).build();
    }

    Identity identity() {
        Session session = record();
        Bearer bearer = new Bearer(user, id, Instant.ofEpochMilli(tokenIssuedAt), Instant.ofEpochMilli(endsAt));
        return new Identity(bearer, session.getDisplayName(), session.getRolesList(), session.getScopesList());
    }

    private Session record() {
        try {
            return Session.parseFrom(record);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("written by this class", e);
        }
    }
}
