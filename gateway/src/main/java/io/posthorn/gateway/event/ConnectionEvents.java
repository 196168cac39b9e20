// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.event;

import io.posthorn.contracts.v1.ConnectionEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue in front of {@link EventProducer} and the thread that empties it.
 *
 * <p>Acknowledgements are not queued but collected: of each connection only the newest is sent, every few milliseconds.
 * Order: what a connection published before its acknowledgement was pending is sent before it.
 */
public final class ConnectionEvents implements ConnectionLog {

    private record Queued(ConnectionEvent event, Runnable onFailure) {}

    private static final Logger log = LoggerFactory.getLogger(ConnectionEvents.class);

    private final EventProducer producer;
    private final long ackFlushNanos;
    private final int much;
    private final LinkedBlockingQueue<Queued> queue;
    private final LinkedBlockingQueue<Acknowledging> acknowledging = new LinkedBlockingQueue<>();
    private @Nullable Thread thread;
    /** In nanoseconds; the thread's alone. */
    private long nextFlush = System.nanoTime();

    private volatile boolean closing;

    ConnectionEvents(EventProducer producer, EventSettings settings) {
        this.producer = producer;
        this.ackFlushNanos = settings.ackFlush().toNanos();
        this.much = settings.queue() / 2;
        this.queue = new LinkedBlockingQueue<>(settings.queue());
    }

    /** Blocks until events can be sent without waiting for metadata; idempotent. */
    public synchronized void start() throws InterruptedException {
        producer.connect();
        if (thread == null) {
            thread = new Thread(this::run, "posthorn-events");
            thread.start();
        }
    }

    @Override
    public void publish(ConnectionEvent event, Runnable onFailure) {
        if (closing || !queue.offer(new Queued(event, onFailure))) {
            producer.countFailure();
            onFailure.run();
        }
    }

    /** Whether so much waits for Kafka that whoever comes now would make those fail who are here. */
    public boolean isBehind() {
        return queue.size() + producer.unanswered() > much;
    }

    @Override
    public void acknowledgementPending(Acknowledging connection) {
        acknowledging.add(connection);
    }

    /**
     * Sends what is queued; what is published from now on fails.
     *
     * @param timeout for what is queued to be sent, and once more for Kafka to answer
     */
    public void close(Duration timeout) throws InterruptedException {
        closing = true;
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            running.join(timeout.toMillis());
            running.interrupt();
        }
        producer.close(timeout);
    }

    private void run() {
        try {
            while (!closing) {
                turn();
            }
            flushAcknowledgements();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() throws InterruptedException {
        try {
            Queued next = queue.poll(nextFlush - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next != null) {
                producer.send(next.event(), next.onFailure());
            }
            if (System.nanoTime() - nextFlush >= 0) {
                flushAcknowledgements();
                producer.keepWarm();
                nextFlush = System.nanoTime() + ackFlushNanos;
            }
        } catch (RuntimeException e) {
            // One event's fault must not end the publishing of all others.
            log.error("An event could not be published", e);
        }
    }

    private void flushAcknowledgements() {
        List<Acknowledging> pending = new ArrayList<>();
        acknowledging.drainTo(pending);
        // Only now: whatever these connections published before is in the queue already.
        sendQueued();
        for (Acknowledging connection : pending) {
            ConnectionEvent acked = connection.takeAcked();
            if (acked != null) {
                producer.send(acked, connection::notPublished);
            }
        }
    }

    private void sendQueued() {
        for (Queued next = queue.poll(); next != null; next = queue.poll()) {
            producer.send(next.event(), next.onFailure());
        }
    }
}
