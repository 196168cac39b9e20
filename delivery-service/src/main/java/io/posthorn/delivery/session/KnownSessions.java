// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.session;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.contracts.session.Revocations;
import io.posthorn.contracts.session.SessionRules;
import io.posthorn.contracts.v1.Session;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All cookie sessions and revocations, as far as they are read. Times are milliseconds since the epoch. */
final class KnownSessions {

    private final Map<String, Entry> byId = new ConcurrentHashMap<>();
    private final Revocations revocations;

    /** @param record as it was read: there may be many, and few are ever asked for */
    private record Entry(String user, long endsAt, byte[] record) {

        Session session() {
            try {
                return Session.parseFrom(record);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("it was readable before", e);
            }
        }
    }

    /** @param remembered for how long a revocation counts that does not say so */
    KnownSessions(Duration remembered) {
        this.revocations = new Revocations(remembered);
    }

    /** What is no session is passed over. */
    void applySession(byte[] key, byte @Nullable [] value) {
        if (value == null) {
            byId.remove(SessionRules.session(key));
            return;
        }
        SessionRules.read(key, value)
                .ifPresent(session -> byId.put(
                        session.getSession(),
                        new Entry(session.getUser(), session.getEndsAt(), session.toByteArray())));
    }

    /** What is no revocation is passed over. */
    void applyRevocation(byte @Nullable [] value) {
        if (value != null) {
            RevocationRules.read(value).ifPresent(revocations::apply);
        }
    }

    /** Those that go on, the oldest first. */
    List<Session> of(String user, long now) {
        return byId.values().stream()
                .filter(entry -> entry.user().equals(user))
                .map(Entry::session)
                .filter(session -> SessionRules.endsAt(session) > now && !isVoid(session))
                .sorted(Comparator.comparingLong(Session::getBeganAt).thenComparing(Session::getSession))
                .toList();
    }

    private boolean isVoid(Session session) {
        return revocations.isVoid(session.getUser(), session.getSession(), session.getTokenIssuedAt())
                || revocations.isVoid(session.getUser(), session.getTokenSession(), session.getTokenIssuedAt());
    }

    /** When this session of this user ends at the latest; empty where it is not known, as those of tokens are not. */
    Optional<Long> latestEnd(String user, String session) {
        return Optional.ofNullable(byId.get(session))
                .filter(entry -> entry.user().equals(user))
                .map(Entry::endsAt);
    }

    void forget(long now) {
        byId.values().removeIf(entry -> entry.endsAt() < now);
        revocations.forget(now);
    }
}
