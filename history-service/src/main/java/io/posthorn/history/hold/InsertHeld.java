// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.stored.MessageColumns;
import java.util.concurrent.CompletionStage;

/** The copy of a message for a hold: again and again the same row. */
final class InsertHeld {

    private final CqlSession session;
    private final PreparedStatement message;
    private final PreparedStatement slice;

    InsertHeld(CqlSession session, Schema schema) {
        this.session = session;
        this.message = session.prepare(
                "INSERT INTO %s (hold, user, month, slice, %s) VALUES (:hold, :user, :month, :slice, :%s)"
                                .formatted(
                                        schema.heldMessages(),
                                        String.join(", ", MessageColumns.NAMES),
                                        String.join(", :", MessageColumns.NAMES))
                        + " USING TIMESTAMP :written");
        this.slice = session.prepare("INSERT INTO " + schema.heldSlices()
                + " (hold, shard, user, slice, month) VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?");
    }

    /** The entry in the index first: a row that none leads to is invisible. */
    CompletionStage<Void> execute(String hold, Placed placed) {
        HeldSlice held = new HeldSlice(placed.owner(), placed.bucket());
        long written = placed.message().getPosition().getAppendedAt() * 1_000;
        BoundStatementBuilder bound = message.boundStatementBuilder()
                .setString("hold", hold)
                .setString("user", placed.owner().key())
                .setInt("month", held.bucket().month())
                .setInt("slice", held.bucket().slice())
                .setLong("written", written)
                .setIdempotence(true);
        MessageColumns.bind(placed.message(), bound);
        return session.executeAsync(slice.bind(
                                hold,
                                held.shard(),
                                placed.owner().key(),
                                held.bucket().slice(),
                                held.bucket().month(),
                                written)
                        .setIdempotent(true))
                .thenCompose(indexed -> session.executeAsync(bound.build()))
                .thenAccept(copied -> {});
    }
}
