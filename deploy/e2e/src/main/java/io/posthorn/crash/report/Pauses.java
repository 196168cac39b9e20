// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.report;

import io.posthorn.crash.fault.Struck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long a message that Kafka had was not on a probe, by the kind of fault under which it was on its way. A message
 * counts to the last fault that touches its way; a fault lasts until delivery has recovered.
 */
final class Pauses {

    /** Whatever was on its way when nothing was struck. */
    static final String UNDISTURBED = "undisturbed";

    private Pauses() {}

    /** @param millis the longest; {@link Arrival#NEVER} when a message did not arrive at all */
    record Pause(String kind, int faults, long millis) {}

    /** Undisturbed first, then in the order of their names. */
    static List<Pause> longest(Collection<Arrival> arrivals, List<Struck> faults) {
        Map<String, Long> longest = new TreeMap<>();
        faults.forEach(fault -> longest.put(fault.fault().title(), 0L));
        longest.put(UNDISTURBED, 0L);
        for (Arrival arrival : arrivals) {
            String kind =
                    touching(arrival, faults).map(each -> each.fault().title()).orElse(UNDISTURBED);
            longest.merge(kind, arrival.arrived() == Arrival.NEVER ? Arrival.NEVER : arrival.pause(), Math::max);
        }
        List<Pause> pauses = new ArrayList<>();
        longest.forEach((kind, millis) -> pauses.add(new Pause(kind, count(kind, faults), millis)));
        pauses.sort(Comparator.comparing((Pause pause) -> !pause.kind().equals(UNDISTURBED))
                .thenComparing(Pause::kind));
        return pauses;
    }

    private static Optional<Struck> touching(Arrival arrival, List<Struck> faults) {
        return faults.stream()
                .filter(fault -> fault.begun() <= arrival.arrived() && end(fault) >= arrival.acked())
                .max(Comparator.comparingLong(Struck::begun));
    }

    private static long end(Struck fault) {
        return fault.wentOn() ? fault.recovered() : Long.MAX_VALUE;
    }

    private static int count(String kind, List<Struck> faults) {
        return (int) faults.stream()
                .filter(fault -> fault.fault().title().equals(kind))
                .count();
    }
}
