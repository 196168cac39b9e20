// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.lease;

import io.posthorn.gateway.connection.Connections;
import io.posthorn.gateway.drain.Drain;
import io.posthorn.gateway.event.ConnectionEvents;
import io.posthorn.gateway.inbound.GatewayTopic;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts with the process and, first of all, drains when it stops. */
final class GatewayLife implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GatewayLife.class);
    private static final long WATCH_MILLIS = 250;

    private final LeaseKeeper lease;
    private final Drain drain;
    private final Connections connections;
    private final ConnectionEvents events;
    private final GatewayTopic inbound;
    private final Duration shutdownTimeout;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "posthorn-lease-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    GatewayLife(
            LeaseKeeper lease,
            Drain drain,
            Connections connections,
            ConnectionEvents events,
            GatewayTopic inbound,
            Duration shutdownTimeout) {
        this.lease = lease;
        this.drain = drain;
        this.connections = connections;
        this.events = events;
        this.inbound = inbound;
        this.shutdownTimeout = shutdownTimeout;
    }

    /** Returns at once: without Kafka the process lives, and is not ready. */
    @Override
    public void start() {
        running = true;
        lease.start();
        watch.scheduleWithFixedDelay(lease::watch, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sends the devices away at a pace, publishes that they have gone, then gives the lease up. */
    @Override
    public void stop() {
        running = false;
        try {
            drain.await();
            watch.shutdownNow();
            leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** In this order, each in its share of the time: what one does not use is not needed by the others. */
    private void leave() throws InterruptedException {
        Duration share = shutdownTimeout.dividedBy(5);
        if (!connections.awaitNone(share)) {
            log.warn("Not all sockets closed within {}; they are cut", share);
            connections.cutAll();
        }
        events.close(share);
        lease.stop(share);
        inbound.stop(share);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the web server, and so before it when stopping. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }
}
