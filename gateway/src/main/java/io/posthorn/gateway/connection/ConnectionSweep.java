// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One thread that looks through all connections for what is due: no connection has a timer of its own. */
final class ConnectionSweep implements AutoCloseable {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread sweep = new Thread(task, "posthorn-sweep");
        sweep.setDaemon(true);
        return sweep;
    });

    ConnectionSweep(Connections connections, Duration every) {
        thread.scheduleWithFixedDelay(connections::sweep, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
