// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.stored.MessageColumns;
import io.posthorn.history.tier.Tier;
import io.posthorn.history.tier.Tiers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * Messages into the table of their tier. Again and again a message is the same row, with the append time as its time and with what is
 * left of its life, so it never outlives the tier and never comes back after a delete.
 */
final class InsertMessage {

    private final CqlSession session;
    private final Map<Tier, PreparedStatement> statements = new HashMap<>();

    InsertMessage(CqlSession session, Schema schema, Tiers tiers) {
        this.session = session;
        tiers.all().forEach(tier -> statements.put(tier, session.prepare(text(schema.messages(tier)))));
    }

    private static String text(String table) {
        return "INSERT INTO %s (user, month, slice, %s) VALUES (:user, :month, :slice, :%s)"
                        .formatted(
                                table,
                                String.join(", ", MessageColumns.NAMES),
                                String.join(", :", MessageColumns.NAMES))
                + " USING TIMESTAMP :written AND TTL :left";
    }

    /** In one request. @param rows at least one, all of one partition: only so is a batch one write and not many */
    CompletionStage<AsyncResultSet> execute(List<Fresh> rows) {
        if (rows.size() == 1) {
            return session.executeAsync(bound(rows.get(0)));
        }
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED).setIdempotence(true);
        rows.forEach(each -> batch.addStatement(bound(each)));
        return session.executeAsync(batch.build());
    }

    private BoundStatement bound(Fresh fresh) {
        NewRow row = fresh.row();
        BoundStatementBuilder bound = Objects.requireNonNull(statements.get(row.tier()), "no table for the tier")
                .boundStatementBuilder()
                .setString("user", row.owner().key())
                .setInt("month", row.bucket().month())
                .setInt("slice", row.bucket().slice())
                .setLong("written", row.writtenAt())
                .setInt("left", fresh.secondsLeft())
                .setIdempotence(true);
        MessageColumns.bind(row.message(), bound);
        return bound.build();
    }
}
