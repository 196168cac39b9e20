// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.revocation;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Columns;
import io.posthorn.history.stored.Order;
import java.util.ArrayList;
import java.util.List;

/** What was revoked of somebody in a month, beyond a place in the order of reading. */
final class SelectRevocations {

    private final CqlSession session;
    private final PreparedStatement oldestFirst;
    private final PreparedStatement newestFirst;

    SelectRevocations(CqlSession session, Schema schema) {
        String select = "SELECT at, partition, offset, session, until, reason, revoked_by FROM "
                + schema.table("revocations") + " WHERE user = ? AND month = ? AND (at, partition, offset) ";
        this.session = session;
        this.oldestFirst = session.prepare(select + "> (?, ?, ?) ORDER BY at ASC, partition ASC, offset ASC LIMIT ?");
        this.newestFirst = session.prepare(select + "< (?, ?, ?) LIMIT ?");
    }

    /** @param whose as {@link RevocationFact#whose} says it */
    List<Revoked> execute(String whose, int month, Revoked.Mark beyond, Order order, int most) {
        List<Revoked> found = new ArrayList<>();
        session.execute((order == Order.OLDEST_FIRST ? oldestFirst : newestFirst)
                        .bind(whose, month, beyond.at(), beyond.partition(), beyond.offset(), most)
                        .setIdempotent(true))
                .forEach(row -> found.add(read(whose, row)));
        return found;
    }

    private static Revoked read(String whose, Row row) {
        String session = Columns.text(row, "session");
        String whom = session.isEmpty() ? "user" : "session";
        return new Revoked(
                whose.equals(RevocationFact.EVERYONE) ? "everyone" : whom,
                new Revoked.Mark(Columns.time(row, "at"), row.getInt("partition"), row.getLong("offset")),
                session,
                Columns.time(row, "until"),
                Columns.text(row, "reason"),
                Columns.text(row, "revoked_by"));
    }
}
