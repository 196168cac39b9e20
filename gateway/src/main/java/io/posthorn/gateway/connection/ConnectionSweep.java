// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that looks through all connections for what is due: no connection has a timer of its own. */
final class ConnectionSweep implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ConnectionSweep.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread sweep = new Thread(task, "posthorn-sweep");
        sweep.setDaemon(true);
        return sweep;
    });

    /** Again and again, also after it has failed, of want of memory, too: without it nobody is pinged or found dead. */
    void every(Duration pause, Runnable task) {
        thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException | Error e) {
                        log.error("A sweep failed", e);
                    }
                },
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
