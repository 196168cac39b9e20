// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.connection;

import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.delivery.state.ConnectionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Connections that were told to close and have not been seen to: the order may be lost, and a device that hears nothing
 * would wait on a connection that nobody serves.
 */
public final class Farewells {

    private static final long GIVEN_UP = Duration.ofMinutes(1).toMillis();
    private static final int MOST = 10_000;

    private final Map<String, Farewell> byConnection = new LinkedHashMap<>();

    /** @param at milliseconds since the epoch */
    public record Farewell(ConnectionState connection, CloseCode code, long at) {}

    public void told(ConnectionState connection, CloseCode code, long now) {
        if (byConnection.size() < MOST) {
            byConnection.put(connection.getConnection(), new Farewell(connection, code, now));
        }
    }

    public void disconnected(String connection) {
        byConnection.remove(connection);
    }

    /** Those to tell once more. */
    public List<Farewell> open(long now) {
        byConnection.values().removeIf(farewell -> now - farewell.at > GIVEN_UP);
        return new ArrayList<>(byConnection.values());
    }
}
