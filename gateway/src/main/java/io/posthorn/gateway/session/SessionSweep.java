// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import io.posthorn.gateway.anonymous.AnonymousDevices;
import io.posthorn.gateway.connection.Connections;
import io.posthorn.gateway.connection.DeviceConnection;
import io.posthorn.gateway.connection.Ending;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that looks through all connections: one that is heard keeps its session alive, and one whose token or session is
 * void or over ends. It waits for nothing.
 *
 * <p>It looks when something has been revoked, and again and again besides. So no order of events matters, in which a
 * connection, or a new token of one, comes about while it is being revoked: it ends one look later.
 */
final class SessionSweep implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SessionSweep.class);

    private final Connections connections;
    private final SessionTable table;
    private final AnonymousDevices anonymous;
    private final Clocks clocks;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread sweep = new Thread(task, "posthorn-sessions");
        sweep.setDaemon(true);
        return sweep;
    });
    /** Of the look that is taken. */
    private final Set<String> anonymousUsers = new HashSet<>();

    SessionSweep(
            Connections connections, SessionTable table, AnonymousDevices anonymous, Clocks clocks, Duration every) {
        this.connections = connections;
        this.table = table;
        this.anonymous = anonymous;
        this.clocks = clocks;
        thread.scheduleWithFixedDelay(this::sweep, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks soon: something has been revoked. Returns at once. */
    void look() {
        if (asked.compareAndSet(false, true)) {
            try {
                thread.execute(this::sweep);
            } catch (RejectedExecutionException stopped) {
                log.debug("Not looked at any more: this gateway stops");
            }
        }
    }

    private void sweep() {
        asked.set(false);
        try {
            endWhoMayNotStay();
        } catch (RuntimeException | Error e) {
            log.error("Connections could not be looked through for sessions that ended; tried again", e);
        }
    }

    private void endWhoMayNotStay() {
        long now = clocks.millis();
        anonymousUsers.clear();
        connections.end(connection -> mustEnd(connection, now), Ending.SESSION_ENDED);
        anonymous.connected(anonymousUsers);
    }

    private boolean mustEnd(DeviceConnection connection, long now) {
        if (AnonymousDevices.isAnonymous(connection.user())) {
            anonymousUsers.add(connection.user());
        }
        String session = connection.session();
        table.heard(connection.user(), session, clocks.wallTimeOf(connection.lastHeard()));
        return table.isVoid(connection.user(), session, connection.issuedAt(), now);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
