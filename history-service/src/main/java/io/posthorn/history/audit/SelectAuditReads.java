// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Columns;
import io.posthorn.history.stored.Order;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Objects;

/** The reads in one partition of the log, between two times, both included. */
final class SelectAuditReads {

    private static final int FETCH = 200;

    private final CqlSession session;
    private final PreparedStatement oldestFirst;
    private final PreparedStatement newestFirst;

    SelectAuditReads(CqlSession session, Schema schema) {
        this.session = session;
        this.oldestFirst = session.prepare(text(schema, "ASC"));
        this.newestFirst = session.prepare(text(schema, "DESC"));
    }

    private static String text(Schema schema, String direction) {
        return ("SELECT at, id, reader, session, user, purpose, query, rows, address FROM %s"
                        + " WHERE day = ? AND shard = ? AND at >= ? AND at <= ? ORDER BY at %s, id %s")
                .formatted(schema.auditReads(), direction, direction);
    }

    /** Fetches while it is read. */
    Iterator<AuditRead> execute(LocalDate day, int shard, Instant first, Instant last, Order order) {
        PreparedStatement statement = order == Order.OLDEST_FIRST ? oldestFirst : newestFirst;
        return session.execute(statement
                        .bind(day, shard, first, last)
                        .setPageSize(FETCH)
                        .setIdempotent(true))
                .map(SelectAuditReads::read)
                .iterator();
    }

    private static AuditRead read(Row row) {
        return new AuditRead(
                Objects.requireNonNull(row.getInstant("at")),
                Objects.requireNonNull(row.getUuid("id")),
                Columns.text(row, "reader"),
                Columns.text(row, "session"),
                Columns.text(row, "user"),
                Columns.text(row, "purpose"),
                Columns.text(row, "query"),
                row.getLong("rows"),
                Columns.text(row, "address"));
    }
}
