// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.kept.UserOrder;
import io.posthorn.history.schema.Schema;
import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;

/** Who ever joined or left in one slice, name after name, of each the newest first; or the other way round. */
final class SelectChanges {

    private static final int FEWEST = 20;

    /** No id is longer than 128 characters, and this is 130 of the last there is. */
    private static final String AFTER_ALL =
            Character.toString(Character.MAX_CODE_POINT).repeat(65);

    private final CqlSession session;
    private final PreparedStatement ascending;
    private final PreparedStatement descending;

    SelectChanges(CqlSession session, Schema schema, Side side) {
        String name = side.nameColumn();
        String select =
                "SELECT %s AS name, at, offset, member FROM %s WHERE %s = ? AND partition = ? AND slice = ? AND %s "
                        .formatted(name, schema.table(side.changes()), side.whoseColumn(), name);
        this.session = session;
        this.ascending = session.prepare(select + "> ?");
        this.descending = session.prepare(select + "< ? ORDER BY " + name + " DESC, at ASC, offset ASC");
    }

    /**
     * Asks while it is read.
     *
     * @param beyond a name; empty: from the first one of the order
     * @param fetched rows at once
     */
    Iterator<Change> execute(String whose, Slice slice, String beyond, UserOrder order, int fetched) {
        var statement = order == UserOrder.ASCENDING
                ? ascending.bind(whose, slice.partition(), slice.number(), beyond)
                : descending.bind(whose, slice.partition(), slice.number(), beyond.isEmpty() ? AFTER_ALL : beyond);
        return session.execute(statement.setPageSize(Math.max(fetched, FEWEST)).setIdempotent(true))
                .map(SelectChanges::change)
                .iterator();
    }

    private static Change change(Row row) {
        return new Change(
                Objects.requireNonNullElse(row.getString("name"), ""),
                Objects.requireNonNullElse(row.getInstant("at"), Instant.EPOCH),
                row.getLong("offset"),
                row.getBoolean("member"));
    }
}
