// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one topic in one thread. Work goes on elsewhere: the thread only polls, so that the group membership outlives any
 * outage of what the work needs, and commits what is done.
 *
 * <p>Whatever is thrown ends in a new consumer, which reads again all that was not committed.
 */
public final class PartitionLoop implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PartitionLoop.class);
    private static final Duration IDLE = Duration.ofMillis(100);
    /** While a batch is under way: how late its end may be noticed. */
    private static final Duration BUSY = Duration.ofMillis(10);

    private static final Duration RESTART = Duration.ofSeconds(2);
    private static final Duration CLOSE = Duration.ofSeconds(20);

    private final LoopSettings settings;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final PartitionWork work;
    private final LoopStatus status = new LoopStatus();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;

    /** @param consumers without automatic commits, with {@code auto.offset.reset=none} */
    PartitionLoop(LoopSettings settings, Supplier<Consumer<byte[], byte[]>> consumers, PartitionWork work) {
        this.settings = settings;
        this.consumers = consumers;
        this.work = work;
    }

    public LoopStatus status() {
        return status;
    }

    public synchronized void start() {
        Thread started = new Thread(this::run, settings.name());
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    private void run() {
        try {
            do {
                consume();
            } while (!stopping.await(RESTART.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void consume() {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            Assignment assignment = new Assignment(settings, consumer, work, status);
            try {
                consumer.subscribe(List.of(settings.topic()), assignment);
                while (stopping.getCount() > 0) {
                    step(consumer, assignment);
                }
                assignment.commitDone();
            } finally {
                assignment.forgetAll();
            }
        } catch (Throwable e) {
            // An Error too: a loop that ended would be missed by nobody.
            log.error("{} starts again from the last commit in {}", settings.name(), RESTART, e);
            status.failed(e);
        }
    }

    private void step(Consumer<byte[], byte[]> consumer, Assignment assignment) {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(assignment.isIdle() ? IDLE : BUSY);
            records.partitions()
                    .forEach(each -> assignment.begin(
                            each, records.records(each), records.nextOffsets().get(each)));
        } catch (OffsetOutOfRangeException e) {
            assignment.outOfRange(e.offsetOutOfRangePartitions());
        }
        assignment.commitDone();
        assignment.pauseAndResume();
        work.tick();
    }

    /** Commits what is done and leaves the group. */
    @Override
    public synchronized void close() {
        stopping.countDown();
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            running.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
