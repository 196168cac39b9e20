// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import java.util.concurrent.CompletionStage;

/** A count, and up to where it counts, at once. */
final class InsertCount {

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertCount(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("INSERT INTO " + schema.counts()
                + " (month, class, day, partition, own, broadcasts, counted_up_to) VALUES (?, ?, ?, ?, ?, ?, ?)"
                + " USING TIMESTAMP ?");
    }

    CompletionStage<AsyncResultSet> execute(Kept.Cell cell, Count count) {
        return session.executeAsync(statement
                .bind(
                        cell.month(),
                        cell.className(),
                        cell.day(),
                        cell.partition(),
                        count.own(),
                        count.broadcasts(),
                        count.upTo(),
                        count.precedence())
                .setIdempotent(true));
    }
}
