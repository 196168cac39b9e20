// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.schema.Schema;
import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;

/** Who ever joined a group or left it, in one shard, user after user, of each the newest first. */
final class SelectGroupMembers {

    private static final int PAGE = 1_000;

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectGroupMembers(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("SELECT user, at, member FROM " + schema.table("group_members")
                + " WHERE group_id = ? AND shard = ? AND user > ?");
    }

    /** Asks while it is read. @param after a user; empty: from the first one */
    Iterator<Change> execute(String group, int shard, String after) {
        var rows = session.execute(
                        statement.bind(group, shard, after).setPageSize(PAGE).setIdempotent(true))
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
                Objects.requireNonNullElse(row.getString("user"), ""),
                Objects.requireNonNullElse(row.getInstant("at"), Instant.EPOCH),
                row.getBoolean("member"));
    }
}
