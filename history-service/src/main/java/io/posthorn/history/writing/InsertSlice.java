// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.data.TupleValue;
import com.datastax.oss.driver.api.core.type.TupleType;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.schema.Schema;
import java.util.concurrent.CompletionStage;

/** Tells readers that a partition exists, and where one of its rows is. */
final class InsertSlice {

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertSlice(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("INSERT INTO " + schema.slices()
                + " (user, month, slice, tier, place) VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?");
    }

    CompletionStage<AsyncResultSet> execute(NewRow row) {
        return session.executeAsync(statement
                .bind(
                        row.owner().key(),
                        row.bucket().month(),
                        row.bucket().slice(),
                        row.tier().name(),
                        place(row),
                        row.writtenAt())
                .setIdempotent(true));
    }

    private TupleValue place(NewRow row) {
        TupleType type =
                (TupleType) statement.getVariableDefinitions().get("place").getType();
        Position position = row.message().getPosition();
        return type.newValue(position.getEra(), position.getOffset());
    }
}
