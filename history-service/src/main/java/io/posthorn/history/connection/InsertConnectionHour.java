// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.recording.Place;
import io.posthorn.history.schema.Schema;
import java.util.concurrent.CompletionStage;

/** That something of a user happened in an hour. */
final class InsertConnectionHour {

    /** What is remembered as written. */
    record Row(String user, int hour) {}

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertConnectionHour(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("INSERT INTO " + schema.table("connection_hours")
                + " (user, hour) VALUES (?, ?) USING TIMESTAMP ? AND TTL ?");
    }

    CompletionStage<AsyncResultSet> execute(Row row, int secondsLeft) {
        Place start = new Place(0, 0, ConnectionFact.startOf(row.hour()));
        return session.executeAsync(statement
                .bind(row.user(), row.hour(), start.writtenAt(), secondsLeft)
                .setIdempotent(true));
    }
}
