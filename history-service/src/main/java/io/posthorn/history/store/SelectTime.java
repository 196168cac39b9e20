// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** What time it is by Cassandra's clock. */
final class SelectTime {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectTime(CqlSession session) {
        this.session = session;
        this.statement = session.prepare("SELECT toTimestamp(now()) AS time FROM system.local");
    }

    CompletionStage<Instant> execute() {
        return session.executeAsync(statement.bind().setTimeout(TIMEOUT).setIdempotent(true))
                .thenApply(rows -> time(Objects.requireNonNull(rows.one(), "a node has one row of itself")));
    }

    private static Instant time(Row row) {
        return Objects.requireNonNull(row.getInstant("time"), "the function says it");
    }
}
