// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A read of nothing that needs as many replicas as any other: does Cassandra answer? */
final class SelectAnything {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    /** A space is in nobody's id. */
    private static final String NOBODY = " ";

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectAnything(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("SELECT month FROM " + schema.slices() + " WHERE user = ? LIMIT 1");
    }

    CompletionStage<AsyncResultSet> execute() {
        return session.executeAsync(statement.bind(NOBODY).setTimeout(TIMEOUT).setIdempotent(true));
    }
}
