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

    ConnectionSweep(Connections connections, Duration every) {
        thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        connections.sweep();
                    } catch (RuntimeException e) {
                        log.error("The sweep over all connections failed; it goes on", e);
                    }
                },
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
