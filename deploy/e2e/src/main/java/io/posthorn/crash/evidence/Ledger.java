// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.evidence;

import io.posthorn.contracts.v1.Notification;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Everything that was handed to Kafka, and what is known of it. For any number of threads. */
public final class Ledger {

    private final Map<Identity, Entry> entries = new ConcurrentHashMap<>();

    /** To the users that it names. */
    public void begun(Notification notification, long at) {
        begun(notification, Set.copyOf(notification.getTarget().getUsers().getUsersList()), at);
    }

    /** @param users who get it, {@link Everyone} among them */
    public void begun(Notification notification, Set<String> users, long at) {
        entries.merge(
                Identity.of(notification),
                Entry.begun(notification, users, at),
                (known, repeated) -> known.sentAgain());
    }

    public void acked(Identity identity, long at) {
        entries.computeIfPresent(identity, (key, entry) -> entry.acked(at));
    }

    public Optional<Entry> find(Identity identity) {
        return Optional.ofNullable(entries.get(identity));
    }

    public Map<Identity, Entry> all() {
        return Map.copyOf(entries);
    }
}
