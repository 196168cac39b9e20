// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import java.util.HashMap;
import java.util.Map;

/** How many sessions a user may have. Gateways that are asked at the same moment may allow one too many each. */
final class SessionQuota {

    private final SessionTable table;
    private final SessionSettings settings;
    /** On their way to the table, by user. */
    private final Map<String, Integer> beginning = new HashMap<>();

    SessionQuota(SessionTable table, SessionSettings settings) {
        this.table = table;
        this.settings = settings;
    }

    /** @return whether the user may have one more; then {@link #arrived} must follow */
    synchronized boolean admit(String user, long now) {
        int more = beginning.getOrDefault(user, 0);
        int remembered = table.rememberedOf(user) + more;
        boolean admitted = remembered < settings.perUser()
                || remembered < settings.rememberedPerUser() && table.liveOf(user, now) + more < settings.perUser();
        if (admitted) {
            beginning.put(user, more + 1);
        }
        return admitted;
    }

    /** It is in the table, or did not come about. */
    synchronized void arrived(String user) {
        beginning.computeIfPresent(user, (same, more) -> more > 1 ? more - 1 : null);
    }
}
