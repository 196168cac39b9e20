// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import java.util.concurrent.CompletionStage;

/** A change of a membership. */
final class InsertChange {

    private final CqlSession session;
    private final Side side;
    private final PreparedStatement statement;

    InsertChange(CqlSession session, Schema schema, Side side) {
        this.session = session;
        this.side = side;
        this.statement = session.prepare("INSERT INTO %s (%s, partition, slice, %s, at, offset, member)"
                        .formatted(schema.table(side.changes()), side.whoseColumn(), side.nameColumn())
                + " VALUES (?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?");
    }

    CompletionStage<AsyncResultSet> execute(MembershipFact fact, Slice slice) {
        return session.executeAsync(statement
                .bind(
                        side.whose(fact),
                        slice.partition(),
                        slice.number(),
                        side.name(fact),
                        fact.place().at(),
                        fact.place().offset(),
                        fact.member(),
                        fact.place().writtenAt())
                .setIdempotent(true));
    }
}
