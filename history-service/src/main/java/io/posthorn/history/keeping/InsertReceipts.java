// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.keeping;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.schema.Schema;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Receipts of one partition. What one has not is left unset: no tombstones. */
final class InsertReceipts {

    /** @param secondsLeft 0: without end */
    record Living(NewReceipt row, int secondsLeft) {}

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertReceipts(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("INSERT INTO " + schema.receipts()
                + " (source, id, shard, user, era, offset, device, state, reason, told, place,"
                + " appended_at, class, gateway, connection, at, recipients)"
                + " VALUES (:source, :id, :shard, :user, :era, :offset, :device, :state, :reason, :told, :place,"
                + " :appended_at, :class, :gateway, :connection, :at, :recipients)"
                + " USING TIMESTAMP :written AND TTL :left");
    }

    CompletionStage<Void> execute(List<Living> rows) {
        return session.executeAsync(together(rows)).thenAccept(written -> {});
    }

    private Statement<?> together(List<Living> rows) {
        if (rows.size() == 1) {
            return bind(rows.get(0)).build();
        }
        BatchStatement batch = BatchStatement.newInstance(DefaultBatchType.UNLOGGED);
        return batch.addAll(rows.stream()
                        .map(each -> (BatchableStatement<?>) bind(each).build())
                        .toList())
                .setIdempotent(true);
    }

    private BoundStatementBuilder bind(Living living) {
        NewReceipt row = living.row();
        Receipt receipt = row.receipt();
        BoundStatementBuilder bound = statement
                .boundStatementBuilder()
                .setString("source", row.home().source())
                .setString("id", row.home().id())
                .setInt("shard", row.home().shard())
                .setString("user", receipt.getUser())
                .setInt("era", receipt.getPosition().getEra())
                .setLong("offset", receipt.getPosition().getOffset())
                .setString("device", receipt.getDevice())
                .setInt("state", receipt.getStateValue())
                .setString("reason", receipt.getReason())
                .setBoolean("told", row.isTold())
                .setLong("place", row.place())
                .setInstant("at", Instant.ofEpochMilli(receipt.getAt()))
                .setLong("written", row.writtenAt())
                .setInt("left", living.secondsLeft())
                .setIdempotence(true);
        text("class", receipt.getClassName(), bound);
        text("gateway", receipt.getGateway(), bound);
        text("connection", receipt.getConnection(), bound);
        if (receipt.hasPosition()) {
            bound.setInstant(
                    "appended_at", Instant.ofEpochMilli(receipt.getPosition().getAppendedAt()));
        }
        if (receipt.getRecipients() != 0 || receipt.getState() == ReceiptState.RECEIPT_STATE_ACCEPTED) {
            bound.setInt("recipients", receipt.getRecipients());
        }
        return bound;
    }

    private static void text(String column, String value, BoundStatementBuilder statement) {
        if (!value.isEmpty()) {
            statement.setString(column, value);
        }
    }
}
