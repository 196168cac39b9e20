// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import io.posthorn.contracts.session.Revocations;
import io.posthorn.contracts.session.SessionRules;
import io.posthorn.contracts.v1.Session;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All cookie sessions of the deployment and all that is void, as far as they are read. */
final class SessionTable {

    private final Revocations revocations;
    private final Map<String, CookieSession> byId = new ConcurrentHashMap<>();
    /** Few of each: lists that do not change, so that most users cost little. */
    private final Map<String, List<CookieSession>> byUser = new ConcurrentHashMap<>();

    private final Object arrival = new Object();

    SessionTable(Revocations revocations) {
        this.revocations = revocations;
    }

    /** @return whether the record says something */
    boolean apply(byte[] key, byte @Nullable [] value, long now) {
        if (value == null) {
            CookieSession ended = byId.get(SessionRules.session(key));
            if (ended != null) {
                ended.go();
            }
            return true;
        }
        Optional<Session> session = SessionRules.read(key, value);
        session.ifPresent(each -> put(each, now));
        return session.isPresent();
    }

    /** One that has ended stays ended, also when a sign of life was on its way to the topic. */
    CookieSession put(Session session, long now) {
        CookieSession known = byId.get(session.getSession());
        if (known == null) {
            return add(new CookieSession(session));
        }
        known.written(session, now);
        return known;
    }

    /** The reader of the topic and who begins the session may both come with it. */
    private CookieSession add(CookieSession fresh) {
        CookieSession known = byId.putIfAbsent(fresh.id, fresh);
        if (known != null) {
            return known;
        }
        byUser.merge(fresh.user, List.of(fresh), SessionTable::joined);
        synchronized (arrival) {
            arrival.notifyAll();
        }
        return fresh;
    }

    private static List<CookieSession> joined(List<CookieSession> known, List<CookieSession> more) {
        return Stream.concat(known.stream(), more.stream()).toList();
    }

    @Nullable
    CookieSession find(String id) {
        return byId.get(id);
    }

    /** What a token names as its session may be called like a session of somebody else. */
    @Nullable
    CookieSession find(String user, String id) {
        CookieSession found = byId.get(id);
        return found != null && found.user.equals(user) ? found : null;
    }

    /** The same, waiting for it: who began it on another gateway may be faster than the topic. */
    @Nullable
    CookieSession await(String id, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (arrival) {
            for (long left = atMost.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                CookieSession found = byId.get(id);
                if (found != null) {
                    return found;
                }
                arrival.wait(left);
            }
        }
        return byId.get(id);
    }

    /** By idle time, by its latest end, or because somebody ended it. */
    boolean isOver(CookieSession session, long now) {
        return session.isOver(now) || session.isVoid(revocations);
    }

    /**
     * Whether who connected with this must go.
     *
     * @param session {@code sid} of a token or id of a cookie session; empty: none
     */
    boolean isVoid(String user, String session, long issuedAt, long now) {
        if (revocations.isVoid(user, session, issuedAt)) {
            return true;
        }
        CookieSession cookie = find(user, session);
        return cookie != null && isOver(cookie, now);
    }

    /** A connection of it was heard: that keeps a session alive. */
    void heard(String user, String session, long at) {
        CookieSession cookie = find(user, session);
        if (cookie != null) {
            cookie.heard(at);
        }
    }

    Collection<CookieSession> all() {
        return byId.values();
    }

    int size() {
        return byId.size();
    }

    /** Those included that have ended before their time. */
    int rememberedOf(String user) {
        return byUser.getOrDefault(user, List.of()).size();
    }

    long liveOf(String user, long now) {
        return byUser.getOrDefault(user, List.of()).stream()
                .filter(session -> !isOver(session, now))
                .count();
    }

    void forgetRevocations(long now) {
        revocations.forget(now);
    }

    void forget(CookieSession session) {
        if (byId.remove(session.id, session)) {
            byUser.computeIfPresent(session.user, (user, known) -> without(known, session));
        }
    }

    /** Absent: there are no others. */
    private static @Nullable List<CookieSession> without(List<CookieSession> known, CookieSession session) {
        List<CookieSession> others =
                known.stream().filter(each -> each != session).toList();
        return others.isEmpty() ? null : others;
    }
}
