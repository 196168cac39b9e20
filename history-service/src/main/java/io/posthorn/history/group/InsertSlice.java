// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import java.util.concurrent.CompletionStage;

/** That something of a group, or of a user, is in a slice. */
final class InsertSlice {

    private final CqlSession session;
    private final Side side;
    private final PreparedStatement statement;

    InsertSlice(CqlSession session, Schema schema, Side side) {
        this.session = session;
        this.side = side;
        this.statement = session.prepare("INSERT INTO %s (%s, partition, slice) VALUES (?, ?, ?) USING TIMESTAMP ?"
                .formatted(schema.table(side.slices()), side.whoseColumn()));
    }

    CompletionStage<AsyncResultSet> execute(MembershipFact fact, Slice slice) {
        return session.executeAsync(statement
                .bind(
                        side.whose(fact),
                        slice.partition(),
                        slice.number(),
                        fact.place().writtenAt())
                .setIdempotent(true));
    }
}
