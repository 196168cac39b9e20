// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

import com.datastax.oss.driver.api.core.CqlSession;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Statements that can be used once Cassandra has answered and the tables are there. Prepared by {@link CassandraConnection};
 * from then on the driver connects and prepares again by itself.
 */
public final class Prepared<T> {

    private final Function<CqlSession, T> prepare;
    private final CompletableFuture<T> ready = new CompletableFuture<>();

    public Prepared(Function<CqlSession, T> prepare) {
        this.prepare = prepare;
    }

    /** @throws com.datastax.oss.driver.api.core.DriverException Cassandra went away; may be called again */
    void prepare(CqlSession session) {
        if (!ready.isDone()) {
            ready.complete(prepare.apply(session));
        }
    }

    public boolean isReady() {
        return ready.isDone();
    }

    /** @throws StoreAwayException not prepared yet */
    public T get() {
        if (!ready.isDone()) {
            throw new StoreAwayException();
        }
        return ready.join();
    }
}
