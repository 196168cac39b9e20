// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import io.posthorn.history.schema.SchemaSetup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Connects in a thread of its own, so that the service starts without Cassandra; then creates the tables and prepares the
 * statements. Tries until it succeeds; after that the driver looks after the connection.
 */
final class CassandraConnection implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(CassandraConnection.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<CqlSessionBuilder> builder;
    private final SchemaSetup schema;
    private final List<Prepared<?>> statements;
    private final Availability availability;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable CqlSession session;
    private volatile @Nullable Thread connecting;

    CassandraConnection(
            Supplier<CqlSessionBuilder> builder,
            SchemaSetup schema,
            List<Prepared<?>> statements,
            Availability availability) {
        this.builder = builder;
        this.schema = schema;
        this.statements = statements;
        this.availability = availability;
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::connect, "cassandra-connection");
        connecting = thread;
        thread.setDaemon(true);
        thread.start();
    }

    private void connect() {
        try {
            while (!tryConnect()) {
                if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            log.info("Cassandra is there: tables and statements are ready");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tryConnect() {
        try {
            CqlSession open = session;
            if (open == null) {
                open = builder.get().build();
                session = open;
            }
            schema.ensure(open);
            boolean all = prepareAll(open);
            availability.answered(Availability.Asker.CONNECTION);
            return all;
        } catch (RuntimeException e) {
            availability.failed(Availability.Asker.CONNECTION, e);
            return false;
        }
    }

    /** What is withheld does not keep the others: readers are served while nothing may be written. */
    private boolean prepareAll(CqlSession open) {
        boolean all = true;
        for (Prepared<?> each : statements) {
            try {
                each.prepare(open);
            } catch (WithheldException e) {
                availability.failed(Availability.Asker.PREPARATION, e);
                all = false;
            }
        }
        if (all) {
            availability.answered(Availability.Asker.PREPARATION);
        }
        return all;
    }

    @Override
    public void stop() {
        stopping.countDown();
        Thread thread = connecting;
        connecting = null;
        if (thread != null) {
            thread.interrupt();
        }
        CqlSession open = session;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public boolean isRunning() {
        return connecting != null;
    }

    /** First to start, last to stop: all others use it. */
    @Override
    public int getPhase() {
        return 0;
    }
}
