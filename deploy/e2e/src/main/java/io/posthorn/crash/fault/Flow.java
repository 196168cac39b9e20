// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fault;

import io.posthorn.crash.evidence.Entry;
import io.posthorn.crash.evidence.Identity;
import io.posthorn.crash.evidence.Ledger;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whether messages reach the probes: for each, when the newest one that has arrived was sent. */
public final class Flow {

    private final Ledger ledger;
    private final Map<String, Long> newest = new ConcurrentHashMap<>();

    /** @param probes their users */
    public Flow(Ledger ledger, Collection<String> probes) {
        this.ledger = ledger;
        probes.forEach(probe -> newest.put(probe, 0L));
    }

    public void arrived(String probe, Identity message) {
        ledger.find(message)
                .map(Entry::times)
                .ifPresent(
                        times -> newest.computeIfPresent(probe, (user, before) -> Math.max(before, times.begunAt())));
    }

    /** Whether each probe has something that was sent after this moment, in milliseconds since the epoch. */
    public boolean reachesAllSince(long moment) {
        return newest.values().stream().allMatch(sent -> sent > moment);
    }
}
