// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.anonymous;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many connections of anonymous devices there may be, by a look at all that is taken now and then. Whoever was admitted and
 * was not there at a look is still coming, or has left again: a place is kept for them for as long as a handshake may take.
 * Milliseconds of one clock. Thread-safe.
 */
final class AnonymousQuota {

    static final long LONGEST_HANDSHAKE = 5_000;

    private final int most;
    /** When they were admitted, by name. */
    private final Map<String, Long> coming = new HashMap<>();

    private int there;

    AnonymousQuota(int most) {
        this.most = most;
    }

    synchronized boolean admit(String name, long now) {
        if (there + coming.size() >= most) {
            return false;
        }
        coming.put(name, now);
        return true;
    }

    /** @param names of all that are connected now */
    synchronized void seen(Set<String> names, long now) {
        there = names.size();
        coming.entrySet().removeIf(each -> names.contains(each.getKey()) || now - each.getValue() >= LONGEST_HANDSHAKE);
    }
}
