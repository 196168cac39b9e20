// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.lease;

import io.posthorn.contracts.v1.LeaseState;
import io.posthorn.gateway.connection.Connections;
import io.posthorn.gateway.connection.Ending;
import io.posthorn.gateway.deadline.MonotonicClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that takes the lease, renews it, and takes a new one after it was lost. */
final class LeaseKeeper {

    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LeaseSettings settings;
    private final LeaseSteps steps;
    private final Connections connections;
    private final MonotonicClock clock;
    private final ProcessExit exit;
    private final Thread thread = new Thread(this::run, "posthorn-lease");
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** Incarnation of the last lease taken; 0: none yet. */
    private volatile long held;

    private volatile long renewedAt;
    private volatile boolean lost = true;
    private @Nullable LeaseProducer producer;

    LeaseKeeper(
            LeaseSettings settings, LeaseSteps steps, Connections connections, MonotonicClock clock, ProcessExit exit) {
        this.settings = settings;
        this.steps = steps;
        this.connections = connections;
        this.clock = clock;
        this.exit = exit;
    }

    void start() {
        thread.start();
    }

    /** Gives the lease up, if it is held. */
    void stop(Duration timeout) throws InterruptedException {
        stopping.countDown();
        if (lost) {
            // Perhaps waiting for Kafka: there is nothing to give up.
            thread.interrupt();
        }
        thread.join(timeout.toMillis());
    }

    long incarnation() {
        return held;
    }

    /** Milliseconds since the last renewal began. */
    long age() {
        return clock.millis() - renewedAt;
    }

    /** To be called often, from another thread: a renewal that hangs must not keep the connections. */
    void watch() {
        if (!lost
                && LeaseStep.at(clock.millis(), renewedAt, settings.renewEvery(), settings.lostAfter())
                        == LeaseStep.LOST) {
            lose("it could not be renewed for " + age() + " ms");
        }
    }

    private synchronized void lose(String why) {
        if (!lost) {
            lost = true;
            log.error("Lost the lease of incarnation {}: {}. All devices are sent away to resume.", held, why);
            connections.refuse(Ending.LEASE_LOST);
        }
    }

    private void run() {
        try {
            while (!isStopping()) {
                take();
                hold();
            }
            giveUp();
        } catch (TakenOverException other) {
            lose("another process took the id over");
            log.error("{}. This process ends.", other.getMessage());
            exit.exit(ProcessExit.TAKEN_OVER);
        } catch (MisconfiguredException e) {
            log.error("{}", e.getMessage());
            exit.exit(ProcessExit.MISCONFIGURED);
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException stopped) {
            log.debug("Stopped without a lease", stopped);
        } catch (RuntimeException e) {
            lose("an error of its own");
            log.error("This gateway cannot go on without the thread that keeps its lease. This process ends.", e);
            exit.exit(ProcessExit.BROKEN);
        } finally {
            closeProducer();
        }
    }

    /** Tries until it is held, or the process stops. */
    private void take() throws InterruptedException, TakenOverException, MisconfiguredException {
        while (!isStopping()) {
            try {
                closeProducer();
                LeaseSteps.Taken taken = steps.take(held);
                producer = taken.producer();
                accept(taken);
                return;
            } catch (FencedException e) {
                log.warn("Fenced while taking the lease; looking who has it");
                stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RuntimeException e) {
                if (isStopping() || Thread.interrupted()) {
                    return;
                }
                log.warn("Cannot take the lease yet: {}. Trying again.", steps.explain(e));
                stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private synchronized void accept(LeaseSteps.Taken taken) {
        held = taken.incarnation();
        renewedAt = taken.since();
        lost = false;
        connections.accept(held);
        log.info("Holds the lease of incarnation {}", held);
    }

    private void hold() throws InterruptedException, TakenOverException {
        Duration tick = settings.renewEvery().dividedBy(4);
        while (!lost && !stopping.await(tick.toMillis(), TimeUnit.MILLISECONDS)) {
            switch (LeaseStep.at(clock.millis(), renewedAt, settings.renewEvery(), settings.lostAfter())) {
                case WAIT -> {}
                case RENEW -> renew();
                case LOST -> watch();
            }
        }
    }

    private void renew() throws InterruptedException, TakenOverException {
        long began = clock.millis();
        try {
            if (producer == null) {
                producer = steps.reopen(held);
            }
            producer.publish(held, LeaseState.LEASE_STATE_LIVE);
            renewedAt = began;
        } catch (FencedException e) {
            lose("fenced");
            awaitSuccessor();
        } catch (RuntimeException e) {
            log.warn("The lease was not renewed, {} ms after the last time: {}", age(), steps.explain(e));
            closeProducer();
        }
    }

    /**
     * Fenced means that another process has the id, or that Kafka aborted a transaction of ours that took too long. A successor
     * publishes its lease at once: if none does, there is none.
     */
    private void awaitSuccessor() throws InterruptedException, TakenOverException {
        closeProducer();
        long end = clock.millis() + settings.takeoverWait().toMillis();
        do {
            try {
                steps.requireStill(held);
            } catch (RuntimeException e) {
                log.warn("Cannot see who has the lease: {}", steps.explain(e));
            }
        } while (clock.millis() < end && !stopping.await(PAUSE.toMillis() / 4, TimeUnit.MILLISECONDS));
    }

    private void giveUp() {
        if (lost || producer == null) {
            return;
        }
        try {
            producer.publish(held, LeaseState.LEASE_STATE_GIVEN_UP);
            log.info("Gave up the lease of incarnation {}", held);
        } catch (FencedException | RuntimeException e) {
            log.warn("The lease of incarnation {} was not given up; it ends by itself", held, e);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void closeProducer() {
        if (producer != null) {
            producer.close();
            producer = null;
        }
    }
}
