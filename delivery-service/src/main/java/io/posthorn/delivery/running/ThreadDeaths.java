// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that dies is replaced, so that its tasks run again from their last commit; only when their place in the log is gone
 * the application stops, for then going on would skip records.
 *
 * <p>Called by the dying thread, which waits here for its successor's time.
 */
final class ThreadDeaths implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadDeaths.class);

    private final String application;
    private final CountDownLatch stopping;
    private final Predicate<Throwable> placeLost;
    private Replacements replacements = Replacements.NONE;

    /**
     * @param stopping at zero: nobody waits any more
     * @param placeLost asked when Kafka found no place: whether records are missing. If not, a thread may find it again
     */
    ThreadDeaths(String application, CountDownLatch stopping, Predicate<Throwable> placeLost) {
        this.application = application;
        this.stopping = stopping;
        this.placeLost = placeLost;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        if (hasNoPlace(failure) && placeLost.test(failure)) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        Duration pause = next();
        LOG.error("A thread of {} died and is replaced in {}; its tasks run again", application, pause, failure);
        await(pause);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized Duration next() {
        replacements = replacements.death(System.currentTimeMillis());
        return replacements.pause();
    }

    private void await(Duration pause) {
        try {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("{} stops", application);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean hasNoPlace(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidOffsetException) {
                return true;
            }
        }
        return false;
    }
}
