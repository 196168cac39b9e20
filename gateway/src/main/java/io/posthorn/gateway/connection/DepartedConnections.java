// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import io.posthorn.contracts.v1.ConnectionEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose the connections were that ended a short while ago.
 *
 * <p>Frames that still come for one show that its {@code disconnected} is on its way, or was lost: after a pause it is said again.
 * Connections of an earlier process are not known here; they are void by the lease.
 */
final class DepartedConnections {

    private static final int REMEMBERED = 4_096;
    static final long FORGOTTEN_AFTER_MILLIS = 120_000;
    static final long SAID_AGAIN_AFTER_MILLIS = 5_000;

    private record Departed(ConnectionEvent disconnected, long at, long saidAt) {}

    private final Map<String, Departed> byConnection = new LinkedHashMap<>();

    synchronized void add(ConnectionEvent disconnected, long now) {
        byConnection.put(disconnected.getConnection(), new Departed(disconnected, now, now));
        forget(now);
    }

    synchronized void forget(long now) {
        var eldest = byConnection.values().iterator();
        while (eldest.hasNext()) {
            Departed departed = eldest.next();
            if (byConnection.size() <= REMEMBERED && now - departed.at() < FORGOTTEN_AFTER_MILLIS) {
                return;
            }
            eldest.remove();
        }
    }

    /** @return the event to publish again, if it is known and time */
    synchronized Optional<ConnectionEvent> met(String connection, long now) {
        @Nullable Departed departed = byConnection.get(connection);
        if (departed == null || now - departed.saidAt() < SAID_AGAIN_AFTER_MILLIS) {
            return Optional.empty();
        }
        byConnection.put(connection, new Departed(departed.disconnected(), departed.at(), now));
        return Optional.of(departed.disconnected());
    }
}
