// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import java.util.concurrent.CompletionStage;

/** Tells readers that a partition exists. */
final class InsertSlice {

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertSlice(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare(
                "INSERT INTO " + schema.slices() + " (user, month, slice, tier) VALUES (?, ?, ?, ?) USING TIMESTAMP ?");
    }

    CompletionStage<AsyncResultSet> execute(NewRow row) {
        return session.executeAsync(statement
                .bind(
                        row.owner().key(),
                        row.bucket().month(),
                        row.bucket().slice(),
                        row.tier().name(),
                        row.writtenAt())
                .setIdempotent(true));
    }
}
