// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.report;

import io.posthorn.crash.evidence.DeviceLog;
import io.posthorn.crash.evidence.Entry;
import io.posthorn.crash.evidence.Evidence;
import io.posthorn.crash.evidence.Frame;
import io.posthorn.crash.evidence.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One message on one probe. Milliseconds since the epoch.
 *
 * @param acked Kafka had it
 * @param arrived first on this probe; the latest possible moment where it never did
 */
record Arrival(Identity identity, long acked, long arrived) {

    static final long NEVER = Long.MAX_VALUE;

    /** A message may be on the device before its producer hears that Kafka has it. */
    long pause() {
        return Math.max(0, arrived - acked);
    }

    static List<Arrival> of(Evidence evidence, Watched watched) {
        List<Arrival> arrivals = new ArrayList<>();
        for (DeviceLog device : evidence.devices()) {
            if (watched.probes().contains(device.user())) {
                Map<Identity, Long> first = firstArrivals(device);
                evidence.ledger().values().stream()
                        .filter(entry -> entry.times().ackedAt() >= watched.since()
                                && entry.isAcked()
                                && entry.users().contains(device.user()))
                        .forEach(entry -> arrivals.add(of(entry, first)));
            }
        }
        return arrivals;
    }

    private static Arrival of(Entry entry, Map<Identity, Long> first) {
        return new Arrival(entry.identity(), entry.times().ackedAt(), first.getOrDefault(entry.identity(), NEVER));
    }

    private static Map<Identity, Long> firstArrivals(DeviceLog device) {
        Map<Identity, Long> first = new HashMap<>();
        device.connections().stream()
                .flatMap(connection -> connection.frames().stream())
                .forEach(frame -> {
                    if (frame instanceof Frame.Message message) {
                        first.merge(message.identity(), message.at(), Math::min);
                    }
                });
        return first;
    }
}
