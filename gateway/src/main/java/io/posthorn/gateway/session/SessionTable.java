// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import io.posthorn.contracts.session.Revocations;
import io.posthorn.contracts.session.SessionRules;
import io.posthorn.contracts.v1.Session;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All cookie sessions of the deployment and all that is void, as far as they are read. */
final class SessionTable {

    private final Revocations revocations;
    private final Map<String, CookieSession> byId = new ConcurrentHashMap<>();
    private final Map<String, Integer> perUser = new ConcurrentHashMap<>();
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
        perUser.merge(fresh.user, 1, Integer::sum);
        synchronized (arrival) {
            arrival.notifyAll();
        }
        return fresh;
    }

    @Nullable
    CookieSession find(String id) {
        return byId.get(id);
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
        CookieSession cookie = byId.get(session);
        return cookie != null && isOver(cookie, now);
    }

    /** A connection of it was heard: that keeps a session alive. */
    void heard(String session, long at) {
        CookieSession cookie = byId.get(session);
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
        return perUser.getOrDefault(user, 0);
    }

    long liveOf(String user, long now) {
        return byId.values().stream()
                .filter(session -> session.user.equals(user) && !isOver(session, now))
                .count();
    }

    void forget(CookieSession session) {
        if (byId.remove(session.id) != null) {
            perUser.computeIfPresent(session.user, (user, count) -> count > 1 ? count - 1 : null);
        }
    }
}
