// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.contracts.position.Positions;
import io.posthorn.history.schema.Schema;
import java.util.concurrent.CompletionStage;

/** What happened, into the hour of its user. What it has not is left unset: no tombstones. */
final class InsertConnection {

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertConnection(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("INSERT INTO " + schema.table("connections")
                + " (user, hour, at, offset, kind, device, connection, gateway, incarnation, address, resume,"
                + " cursor_era, cursor_offset, cursor_appended_at, window, attributes, attributes_left_out, cause)"
                + " VALUES (:user, :hour, :at, :offset, :kind, :device, :connection, :gateway, :incarnation, :address,"
                + " :resume, :cursor_era, :cursor_offset, :cursor_appended_at, :window, :attributes,"
                + " :attributes_left_out, :cause) USING TIMESTAMP :written AND TTL :left");
    }

    CompletionStage<AsyncResultSet> execute(ConnectionFact fact, int secondsLeft) {
        Happened row = Happened.of(fact);
        BoundStatementBuilder bound = statement
                .boundStatementBuilder()
                .setString("user", fact.user())
                .setInt("hour", fact.hour())
                .setInstant("at", row.at())
                .setLong("offset", row.offset())
                .setString("kind", row.kind())
                .setLong("written", fact.place().writtenAt())
                .setInt("left", secondsLeft)
                .setIdempotence(true);
        text("device", row.device(), bound);
        text("cause", row.cause(), bound);
        wire(row.wire(), bound);
        if (row.isConnected()) {
            connected(row, bound);
        }
        return session.executeAsync(bound.build());
    }

    private static void wire(Happened.Wire wire, BoundStatementBuilder bound) {
        text("connection", wire.connection(), bound);
        text("gateway", wire.gateway(), bound);
        text("address", wire.address(), bound);
        if (!wire.gateway().isEmpty()) {
            bound.setLong("incarnation", wire.incarnation());
        }
    }

    private static void connected(Happened row, BoundStatementBuilder bound) {
        text("resume", row.resume(), bound);
        bound.setInt("window", row.window());
        if (!Positions.isStart(row.cursor())) {
            bound.setInt("cursor_era", row.cursor().getEra())
                    .setLong("cursor_offset", row.cursor().getOffset())
                    .setLong("cursor_appended_at", row.cursor().getAppendedAt());
        }
        if (!row.attributeMap().isEmpty()) {
            bound.setMap("attributes", row.attributeMap(), String.class, String.class);
        }
        if (row.attributes().leftOut() > 0) {
            bound.setInt("attributes_left_out", row.attributes().leftOut());
        }
    }

    private static void text(String column, String value, BoundStatementBuilder bound) {
        if (!value.isEmpty()) {
            bound.setString(column, value);
        }
    }
}
