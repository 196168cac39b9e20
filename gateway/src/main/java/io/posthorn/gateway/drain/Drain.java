// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.drain;

import io.posthorn.gateway.connection.Connections;
import io.posthorn.gateway.connection.DeviceConnection;
import io.posthorn.gateway.connection.Ending;
import io.posthorn.gateway.deadline.MonotonicClock;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Sends the devices away: not ready, then no more connections, then one socket after the other. What is in flight to a device
 * that is still here goes on: the lease is held until the end.
 */
public final class Drain {

    /** What there is to see from outside. */
    public enum State {
        NONE,
        RUNNING,
        DONE
    }

    private static final Logger log = LoggerFactory.getLogger(Drain.class);
    private static final long TICK_MILLIS = 10;

    private final DrainSettings settings;
    private final Connections connections;
    private final MonotonicClock clock;
    private final ApplicationEventPublisher events;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    Drain(DrainSettings settings, Connections connections, MonotonicClock clock, ApplicationEventPublisher events) {
        this.settings = settings;
        this.connections = connections;
        this.clock = clock;
        this.events = events;
    }

    /** Once, and for good. Returns at once. */
    public void begin() {
        if (begun.compareAndSet(false, true)) {
            AvailabilityChangeEvent.publish(events, this, ReadinessState.REFUSING_TRAFFIC);
            new Thread(this::run, "posthorn-drain").start();
        }
    }

    public State state() {
        if (!begun.get()) {
            return State.NONE;
        }
        return done.getCount() == 0 ? State.DONE : State.RUNNING;
    }

    /** Begins if it has not begun. Returns when all sockets have been told to close, which takes a bounded time. */
    public void await() throws InterruptedException {
        begin();
        done.await();
    }

    private void run() {
        try {
            if (connections.isAccepting()) {
                pause(settings.notice().toMillis());
            }
            connections.drain();
            closeAll();
            log.info("Drained: all have been told to come back elsewhere");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            done.countDown();
        }
    }

    private void closeAll() throws InterruptedException {
        int count = connections.all().size();
        var plan = DrainPlan.of(count, settings.rate(), settings.timeout().toMillis());
        var times = new ReturnTimes(settings.rate(), settings.spread().toMillis(), count, ThreadLocalRandom.current());
        log.info("Draining: closing {} connections within {} ms", count, plan.millis());
        long begin = clock.millis();
        int closed = 0;
        // None is added any more, and one that leaves meanwhile is passed over.
        Iterator<DeviceConnection> remaining = connections.all().iterator();
        while (remaining.hasNext()) {
            long elapsed = clock.millis() - begin;
            for (int due = plan.dueAfter(elapsed); closed < due && remaining.hasNext(); closed++) {
                close(remaining.next(), times.next(elapsed));
            }
            if (elapsed >= plan.millis()) {
                remaining.forEachRemaining(late -> close(late, times.next(elapsed)));
            } else {
                pause(TICK_MILLIS);
            }
        }
    }

    /** A connection that fails does not keep the others. */
    private static void close(DeviceConnection connection, int reconnectAfter) {
        try {
            connection.end(Ending.DRAINED, reconnectAfter);
        } catch (RuntimeException e) {
            log.error("Connection {} failed while draining", connection.id(), e);
        }
    }

    private void pause(long millis) throws InterruptedException {
        done.await(millis, TimeUnit.MILLISECONDS);
    }
}
