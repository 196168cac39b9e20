// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.schema.Schema;
import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;

/** Which groups a user ever joined or left, group after group, of each the newest first. */
final class SelectUserGroups {

    private static final int PAGE = 1_000;

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectUserGroups(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare(
                "SELECT group_id, at, member FROM " + schema.table("user_groups") + " WHERE user = ? AND group_id > ?");
    }

    /** Asks while it is read. @param after a group; empty: from the first one */
    Iterator<Change> execute(String user, String after) {
        var rows = session.execute(statement.bind(user, after).setPageSize(PAGE).setIdempotent(true))
                .iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Change next() {
                return change(rows.next());
            }
        };
    }

    private static Change change(Row row) {
        return new Change(
                Objects.requireNonNullElse(row.getString("group_id"), ""),
                Objects.requireNonNullElse(row.getInstant("at"), Instant.EPOCH),
                row.getBoolean("member"));
    }
}
