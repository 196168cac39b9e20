// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Columns;
import java.time.Instant;
import java.util.Optional;

/** When a connection ended, as it was said first. */
final class SelectConnectionEnd {

    record End(Instant at, String cause) {}

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectConnectionEnd(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("SELECT at, cause FROM " + schema.table("connection_ends")
                + " WHERE user = ? AND connection = ? LIMIT 1");
    }

    Optional<End> execute(String user, String connection) {
        Row row = session.execute(statement.bind(user, connection).setIdempotent(true))
                .one();
        return row == null
                ? Optional.empty()
                : Optional.of(new End(Columns.time(row, "at"), Columns.text(row, "cause")));
    }
}
