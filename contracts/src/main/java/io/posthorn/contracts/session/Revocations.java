// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.session;

import io.posthorn.contracts.v1.Revocation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is void. Revocations may come in any order and more than once: one that reaches further always counts.
 *
 * <p>Read by many threads while one writes. All times are milliseconds since the epoch.
 */
public final class Revocations {

    private static final long NEVER = Long.MIN_VALUE;

    private record OneSession(String user, String session) {}

    private final long longestLife;
    /** By when each may be forgotten. */
    private final Map<OneSession, Long> sessions = new ConcurrentHashMap<>();
    /** Up to when what was issued is void. */
    private final Map<String, Long> users = new ConcurrentHashMap<>();

    private final AtomicLong everyone = new AtomicLong(NEVER);

    /** @param longestLife no token, and no session that began with one, lives longer: what is older need not be remembered */
    public Revocations(Duration longestLife) {
        this.longestLife = longestLife.toMillis();
    }

    /** @param revocation as {@link RevocationRules#read} gives it */
    public void apply(Revocation revocation) {
        switch (revocation.getWhomCase()) {
            case SESSION ->
                sessions.merge(
                        new OneSession(
                                revocation.getSession().getUser(),
                                revocation.getSession().getSession()),
                        neededUntil(revocation),
                        Math::max);
            case USER -> users.merge(revocation.getUser(), revocation.getUntil(), Math::max);
            case EVERYONE -> everyone.accumulateAndGet(revocation.getUntil(), Math::max);
            case WHOM_NOT_SET -> throw new IllegalArgumentException("a revocation of nobody");
        }
    }

    private long neededUntil(Revocation revocation) {
        return revocation.getNeededUntil() != 0 ? revocation.getNeededUntil() : revocation.getUntil() + longestLife;
    }

    /**
     * @param session empty: none
     * @param issuedAt of the token, for a cookie session of the token with which it began
     */
    public boolean isVoid(String user, String session, long issuedAt) {
        return issuedAt <= everyone.get()
                || !users.isEmpty() && issuedAt <= users.getOrDefault(user, NEVER)
                || !sessions.isEmpty() && !session.isEmpty() && sessions.containsKey(new OneSession(user, session));
    }

    /** Forgets what concerns nothing any more that could be valid. */
    public void forget(long now) {
        sessions.values().removeIf(neededUntil -> neededUntil < now);
        users.values().removeIf(until -> until + longestLife < now);
    }

    public int size() {
        return sessions.size() + users.size() + (everyone.get() == NEVER ? 0 : 1);
    }
}
