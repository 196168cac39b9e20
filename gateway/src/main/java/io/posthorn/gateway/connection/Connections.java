// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.Disconnected;
import io.posthorn.gateway.limit.Limit;
import io.posthorn.gateway.limit.Occupancy;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All connections of this gateway, and whether it takes new ones: only while it holds a lease and is not draining. */
public final class Connections {

    private static final Logger log = LoggerFactory.getLogger(Connections.class);
    private static final int ID_BYTES = 12;

    private final Surroundings around;
    private final Occupancy occupancy;
    private final Validity validity;
    private final Map<String, DeviceConnection> byId = new ConcurrentHashMap<>();
    private final DepartedConnections departed = new DepartedConnections();
    private final Strays strays;
    private final SecureRandom random = new SecureRandom();
    private final Counter unknown;
    /** 0: none are taken. */
    private volatile long incarnation;

    private volatile boolean draining;

    Connections(Surroundings around, Occupancy occupancy, Validity validity, MeterRegistry meters) {
        this.around = around;
        this.occupancy = occupancy;
        this.validity = validity;
        this.strays = new Strays(meters);
        this.unknown = Counter.builder("posthorn.gateway.stream.unknown")
                .description("Frames for connections that are not here")
                .register(meters);
        Gauge.builder("posthorn.gateway.connections", byId, Map::size)
                .description("Connections, those that are closing included")
                .register(meters);
    }

    // ------------------------------------------------------------ taking connections

    /** From now on connections belong to this incarnation of the gateway, and are taken unless it drains. */
    public void accept(long newIncarnation) {
        incarnation = newIncarnation;
    }

    public boolean isAccepting() {
        return incarnation != 0 && !draining;
    }

    /** Takes no more connections, for good; those that are here go on. */
    public void drain() {
        draining = true;
    }

    /** Takes no more connections and ends those that are here. */
    public void refuse(Ending ending) {
        incarnation = 0;
        endAll(ending);
    }

    /** For a device that has shaken hands; it is one of the connections once its socket opens. */
    public DeviceConnection connect(Arrival arrival) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        return new DeviceConnection(this, around, text, incarnation, arrival);
    }

    /** What has changed during the handshake is seen here, or by whoever changes it and looks through all connections. */
    void add(DeviceConnection connection) {
        Limit exceeded = occupancy.enter(connection.user(), connection.address());
        byId.put(connection.id(), connection);
        if (draining) {
            connection.end(Ending.DRAINED);
        } else if (incarnation == 0 || connection.incarnation() != incarnation) {
            connection.end(Ending.LEASE_LOST);
        } else if (exceeded != null) {
            connection.exceeded(exceeded, Ending.CROWDED);
        } else {
            connection.requireValid();
        }
    }

    void remove(DeviceConnection connection) {
        if (byId.remove(connection.id(), connection)) {
            occupancy.leave(connection.user(), connection.address());
        }
        if (byId.isEmpty()) {
            synchronized (byId) {
                byId.notifyAll();
            }
        }
    }

    Validity validity() {
        return validity;
    }

    // ------------------------------------------------------------ those that are here

    public @Nullable DeviceConnection find(String id) {
        return byId.get(id);
    }

    /** Those that are closing included. A view: it changes while it is gone through. */
    public Collection<DeviceConnection> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** Ends all that are here and takes new ones as before. */
    public void endAll(Ending ending) {
        forEach(connection -> connection.end(ending));
    }

    /** Ends those of them that are concerned. */
    public void end(Predicate<DeviceConnection> concerned, Ending ending) {
        forEach(connection -> {
            if (concerned.test(connection)) {
                connection.end(ending);
            }
        });
    }

    /** A connection that fails does not keep the others from their turn. */
    public void forEach(Consumer<DeviceConnection> action) {
        for (DeviceConnection connection : byId.values()) {
            try {
                action.accept(connection);
            } catch (RuntimeException e) {
                log.error("Connection {} failed", connection.id(), e);
            }
        }
    }

    void sweep() {
        long now = around.clock().millis();
        forEach(connection -> connection.sweep(now));
        departed.forget(now);
    }

    /** Looks for what should not be here, which takes longer than a sweep. */
    void inspect() {
        strays.look(all(), occupancy);
    }

    /** Cuts those that are closing and have not closed. */
    public void cutAll() {
        forEach(DeviceConnection::cut);
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

    // ------------------------------------------------------------ those that were here

    void departed(ConnectionEvent disconnected) {
        departed.add(disconnected, around.clock().millis());
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
}
