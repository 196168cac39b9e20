// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.schema.Schema;
import java.util.concurrent.CompletionStage;

/** How far one row has counted. */
final class SelectCount {

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectCount(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("SELECT own, broadcasts, counted_up_to FROM " + schema.counts()
                + " WHERE month = ? AND class = ? AND day = ? AND partition = ?");
    }

    CompletionStage<Count> execute(Kept.Cell cell) {
        return session.executeAsync(statement
                        .bind(cell.month(), cell.className(), cell.day(), cell.partition())
                        .setIdempotent(true))
                .thenApply(SelectCount::count);
    }

    private static Count count(AsyncResultSet rows) {
        Row row = rows.one();
        return row == null
                ? Count.NONE
                : new Count(row.getLong("own"), row.getLong("broadcasts"), row.getLong("counted_up_to"));
    }
}
