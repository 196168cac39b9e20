// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.position.Positions;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Columns;
import io.posthorn.history.stored.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What of a user happened in an hour, between two moments that are not included. */
final class SelectConnections {

    private final CqlSession session;
    private final PreparedStatement oldestFirst;
    private final PreparedStatement newestFirst;

    SelectConnections(CqlSession session, Schema schema) {
        String select =
                "SELECT at, offset, kind, device, connection, gateway, incarnation, address, resume, cursor_era,"
                        + " cursor_offset, cursor_appended_at, window, attributes, attributes_left_out, cause FROM "
                        + schema.table("connections")
                        + " WHERE user = ? AND hour = ? AND (at, offset) > (?, ?) AND (at, offset) < (?, ?) ORDER BY at ";
        this.session = session;
        this.oldestFirst = session.prepare(select + "ASC, offset ASC LIMIT ?");
        this.newestFirst = session.prepare(select + "DESC, offset DESC LIMIT ?");
    }

    CompletionStage<List<Happened>> execute(String user, int hour, Stretch stretch, Order order, int most) {
        return session.executeAsync((order == Order.OLDEST_FIRST ? oldestFirst : newestFirst)
                        .bind(
                                user,
                                hour,
                                stretch.after().at(),
                                stretch.after().offset(),
                                stretch.before().at(),
                                stretch.before().offset(),
                                most)
                        .setPageSize(most)
                        .setIdempotent(true))
                .thenApply(rows -> {
                    List<Happened> found = new ArrayList<>();
                    rows.currentPage().forEach(row -> found.add(read(row)));
                    return found;
                });
    }

    private static Happened read(Row row) {
        return new Happened(
                Columns.time(row, "at"),
                row.getLong("offset"),
                Columns.text(row, "kind"),
                Columns.text(row, "device"),
                SelectedColumns.wire(row),
                Columns.text(row, "resume"),
                row.isNull("cursor_era")
                        ? Positions.START
                        : Positions.of(
                                row.getInt("cursor_era"),
                                row.getLong("cursor_offset"),
                                row.getLong("cursor_appended_at")),
                row.getInt("window"),
                SelectedColumns.attributes(row),
                Columns.text(row, "cause"));
    }
}
