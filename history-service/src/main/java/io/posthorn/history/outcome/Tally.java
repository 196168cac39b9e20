// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.outcome;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What became of a broadcast, counted. Not thread-safe. */
public final class Tally {

    private final Map<Outcome, Long> devices = new EnumMap<>(Outcome.class);
    private final Map<String, Long> skipped = new TreeMap<>();
    private long users;

    /** One user's. */
    public void add(Standing standing) {
        users++;
        for (DeviceOutcome each : standing.devices()) {
            devices.merge(each.outcome(), 1L, Long::sum);
            if (each.outcome() == Outcome.SKIPPED) {
                skipped.merge(each.reason(), 1L, Long::sum);
            }
        }
    }

    /** Something is on record for so many. */
    public long users() {
        return users;
    }

    /** How many devices it ended on in this way. Those that have read it are among the delivered. */
    public long devices(Outcome outcome) {
        long exactly = devices.getOrDefault(outcome, 0L);
        return outcome == Outcome.DELIVERED ? exactly + devices(Outcome.READ) : exactly;
    }

    /** Reason → devices. */
    public Map<String, Long> skipped() {
        return Map.copyOf(skipped);
    }
}
