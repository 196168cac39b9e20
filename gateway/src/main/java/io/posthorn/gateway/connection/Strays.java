// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.gateway.limit.Occupancy;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What should not be there, by any path that we know: a connection whose socket has gone, a count that nothing stands behind.
 *
 * <p>Things are on the move while it looks, so only what it meets twice counts. One thread looks.
 */
final class Strays {

    private static final Logger log = LoggerFactory.getLogger(Strays.class);

    private final Counter connections;
    private final AtomicInteger counts = new AtomicInteger();
    private Set<String> suspects = Set.of();
    private int lastExcess;

    Strays(MeterRegistry meters) {
        connections = Counter.builder("posthorn.gateway.strays")
                .description("Connections found without a socket, and removed")
                .register(meters);
        Gauge.builder("posthorn.gateway.strays.counts", counts, AtomicInteger::get)
                .description("By how many the counts of users and addresses are off")
                .register(meters);
    }

    void look(Collection<DeviceConnection> here, Occupancy occupancy) {
        Set<String> withoutSocket = new HashSet<>();
        for (DeviceConnection connection : here) {
            if (connection.hasLostItsSocket()) {
                if (suspects.contains(connection.id())) {
                    remove(connection);
                } else {
                    withoutSocket.add(connection.id());
                }
            }
        }
        suspects = withoutSocket;
        compare(occupancy.excess(here.size()));
    }

    private void remove(DeviceConnection connection) {
        connections.increment();
        log.warn("Connection {} was still here after its socket had gone; removed", connection.id());
        connection.closed(Ending.NO_CLOSE_FRAME, false);
    }

    /** An excess that stays the same is no movement. */
    private void compare(int excess) {
        if (excess != lastExcess) {
            lastExcess = excess;
            return;
        }
        if (excess != 0 && counts.get() != excess) {
            log.warn("The counts of connections by user and address are off by {}: a fault of this program", excess);
        }
        counts.set(excess);
    }
}
