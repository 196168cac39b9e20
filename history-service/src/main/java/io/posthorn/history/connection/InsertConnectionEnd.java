// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import java.util.concurrent.CompletionStage;

/** That a connection ended, and why. */
final class InsertConnectionEnd {

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertConnectionEnd(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("INSERT INTO " + schema.table("connection_ends")
                + " (user, connection, at, offset, cause) VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ? AND TTL ?");
    }

    CompletionStage<AsyncResultSet> execute(ConnectionFact fact, int secondsLeft) {
        return session.executeAsync(statement
                .bind(
                        fact.user(),
                        fact.event().getConnection(),
                        fact.place().at(),
                        fact.place().offset(),
                        Happened.cause(fact.event().getDisconnected().getCause()),
                        fact.place().writtenAt(),
                        secondsLeft)
                .setIdempotent(true));
    }
}
