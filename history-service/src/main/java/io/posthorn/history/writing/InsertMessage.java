// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.stored.MessageColumns;
import io.posthorn.history.tier.Tier;
import io.posthorn.history.tier.Tiers;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * One message into the table of its tier. Again and again it is the same row, with the append time as its time and with what is
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

    /** @param secondsLeft 0: without end */
    CompletionStage<AsyncResultSet> execute(NewRow row, int secondsLeft) {
        BoundStatementBuilder bound = Objects.requireNonNull(statements.get(row.tier()), "no table for the tier")
                .boundStatementBuilder()
                .setString("user", row.owner().key())
                .setInt("month", row.bucket().month())
                .setInt("slice", row.bucket().slice())
                .setLong("written", row.writtenAt())
                .setInt("left", secondsLeft)
                .setIdempotence(true);
        MessageColumns.bind(row.message(), bound);
        return session.executeAsync(bound.build());
    }
}
