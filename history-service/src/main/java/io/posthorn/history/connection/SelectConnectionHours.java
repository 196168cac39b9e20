// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.stored.Order;
import java.util.Iterator;

/** The hours in which anything of a user happened, both included. */
final class SelectConnectionHours {

    private static final int PAGE = 200;

    private final CqlSession session;
    private final PreparedStatement oldestFirst;
    private final PreparedStatement newestFirst;

    SelectConnectionHours(CqlSession session, Schema schema) {
        String select = "SELECT hour FROM " + schema.table("connection_hours")
                + " WHERE user = ? AND hour >= ? AND hour <= ? ORDER BY hour ";
        this.session = session;
        this.oldestFirst = session.prepare(select + "ASC");
        this.newestFirst = session.prepare(select + "DESC");
    }

    /** Asks while it is read. */
    Iterator<Integer> execute(String user, int first, int last, Order order) {
        return session.execute((order == Order.OLDEST_FIRST ? oldestFirst : newestFirst)
                        .bind(user, first, last)
                        .setPageSize(PAGE)
                        .setIdempotent(true))
                .map(row -> row.getInt("hour"))
                .iterator();
    }
}
