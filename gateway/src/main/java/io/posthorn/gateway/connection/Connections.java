// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.Disconnected;
import io.posthorn.contracts.wire.Subprotocol;
import io.posthorn.gateway.socket.SocketListener;
import io.posthorn.gateway.token.Bearer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All connections of this gateway, and whether it takes new ones: only while it holds a lease. */
public final class Connections {

    private static final Logger log = LoggerFactory.getLogger(Connections.class);
    private static final int ID_BYTES = 12;

    private final Surroundings around;
    private final Map<String, DeviceConnection> byId = new ConcurrentHashMap<>();
    private final DepartedConnections departed = new DepartedConnections();
    private final SecureRandom random = new SecureRandom();
    private final Counter unknown;
    /** 0: none are taken. */
    private volatile long incarnation;

    Connections(Surroundings around, MeterRegistry meters) {
        this.around = around;
        this.unknown = Counter.builder("posthorn.gateway.stream.unknown")
                .description("Frames for connections that are not here")
                .register(meters);
        Gauge.builder("posthorn.gateway.connections", byId, Map::size)
                .description("Connections, those that are closing included")
                .register(meters);
    }

    /** From now on connections are taken, and belong to this incarnation of the gateway. */
    public void accept(long newIncarnation) {
        incarnation = newIncarnation;
    }

    public boolean isAccepting() {
        return incarnation != 0;
    }

    /** Takes no more connections and ends those that are here. */
    public void refuse(Ending ending) {
        incarnation = 0;
        endAll(ending);
    }

    /** Ends all that are here and takes new ones as before. */
    public void endAll(Ending ending) {
        each(connection -> connection.end(ending));
    }

    /** For a device that has shaken hands; it is one of the connections once its socket opens. */
    public SocketListener connect(Bearer bearer, Subprotocol protocol) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        return new DeviceConnection(this, around, text, incarnation, bearer, protocol);
    }

    void add(DeviceConnection connection) {
        byId.put(connection.id(), connection);
        // The lease may have been lost during the handshake.
        if (!isAccepting() || connection.incarnation() != incarnation) {
            connection.end(Ending.LEASE_LOST);
        }
    }

    void remove(DeviceConnection connection) {
        byId.remove(connection.id());
        if (byId.isEmpty()) {
            synchronized (byId) {
                byId.notifyAll();
            }
        }
    }

    void departed(ConnectionEvent disconnected) {
        departed.add(disconnected, around.clock().millis());
    }

    public @Nullable DeviceConnection find(String id) {
        return byId.get(id);
    }

    /** A frame came for a connection that is not here: says so again if it ended a while ago. */
    public void metUnknown(String id) {
        unknown.increment();
        Optional<ConnectionEvent> again = departed.met(id, around.clock().millis());
        again.map(event -> event.toBuilder()
                        .setDisconnected(
                                Disconnected.newBuilder().setCause(DisconnectCause.DISCONNECT_CAUSE_UNKNOWN_CONNECTION))
                        .build())
                .ifPresent(event -> around.log().publish(event, () -> {}));
    }

    void sweep() {
        long now = around.clock().millis();
        each(connection -> connection.sweep(now));
    }

    /** A connection that fails does not keep the others from their turn. */
    private void each(Consumer<DeviceConnection> action) {
        for (DeviceConnection connection : byId.values()) {
            try {
                action.accept(connection);
            } catch (RuntimeException e) {
                log.error("Connection {} failed", connection.id(), e);
            }
        }
    }

    /** @return whether all sockets have closed within the time */
    public boolean awaitNone(Duration timeout) throws InterruptedException {
        long end = around.clock().millis() + timeout.toMillis();
        synchronized (byId) {
            for (long left = timeout.toMillis();
                    !byId.isEmpty() && left > 0;
                    left = end - around.clock().millis()) {
                byId.wait(left);
            }
        }
        return byId.isEmpty();
    }
}
