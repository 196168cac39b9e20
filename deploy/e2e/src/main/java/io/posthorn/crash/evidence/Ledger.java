// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.evidence;

import io.posthorn.contracts.v1.Notification;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Everything that was handed to Kafka, and what is known of it. For any number of threads. */
public final class Ledger {

    private final Map<Identity, Entry> entries = new ConcurrentHashMap<>();

    public void begun(Notification notification, long at) {
        entries.merge(Identity.of(notification), Entry.begun(notification, at), (known, repeated) -> known.sentAgain());
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
