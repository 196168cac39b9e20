// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.recording.Place;
import io.posthorn.history.schema.Schema;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.CompletionStage;

/** That a device said anything on a day. */
final class InsertDevice {

    /** What is remembered as written. */
    record Row(String user, LocalDate day, String device) {

        static Row of(ConnectionFact fact) {
            return new Row(fact.user(), fact.day(), fact.device());
        }
    }

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertDevice(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("INSERT INTO " + schema.table("devices")
                + " (user, day, device) VALUES (?, ?, ?) USING TIMESTAMP ? AND TTL ?");
    }

    CompletionStage<AsyncResultSet> execute(Row row, int secondsLeft) {
        Place midnight = new Place(0, 0, row.day().atStartOfDay(ZoneOffset.UTC).toInstant());
        return session.executeAsync(statement
                .bind(row.user(), row.day(), row.device(), midnight.writtenAt(), secondsLeft)
                .setIdempotent(true));
    }
}
