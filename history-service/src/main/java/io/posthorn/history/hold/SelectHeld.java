// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.stored.MessageColumns;
import java.util.Iterator;

/** The held messages of one partition, in either direction. */
final class SelectHeld {

    /** Rows of 64 KB at most. */
    private static final int FETCH_SIZE = 32;

    private final CqlSession session;
    private final PreparedStatement up;
    private final PreparedStatement upAfter;
    private final PreparedStatement down;
    private final PreparedStatement downAfter;

    SelectHeld(CqlSession session, Schema schema) {
        this.session = session;
        String select = "SELECT " + String.join(", ", MessageColumns.NAMES) + " FROM " + schema.heldMessages()
                + " WHERE hold = ? AND user = ? AND month = ? AND slice = ?";
        String descending = " ORDER BY era DESC, offset DESC";
        this.up = session.prepare(select);
        this.upAfter = session.prepare(select + " AND (era, offset) > (?, ?)");
        this.down = session.prepare(select + descending);
        this.downAfter = session.prepare(select + " AND (era, offset) < (?, ?)" + descending);
    }

    Iterator<HeldMessage> execute(String hold, HeldSlice slice, boolean ascending) {
        return read(
                slice,
                (ascending ? up : down)
                        .bind(
                                hold,
                                slice.owner().key(),
                                slice.bucket().month(),
                                slice.bucket().slice()));
    }

    Iterator<HeldMessage> after(String hold, HeldPlace place, boolean ascending) {
        return read(
                place.slice(),
                (ascending ? upAfter : downAfter)
                        .bind(
                                hold,
                                place.owner().key(),
                                place.bucket().month(),
                                place.bucket().slice(),
                                place.era(),
                                place.offset()));
    }

    private Iterator<HeldMessage> read(HeldSlice slice, BoundStatement statement) {
        Iterator<Row> rows = session.execute(statement.setPageSize(FETCH_SIZE).setIdempotent(true))
                .iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public HeldMessage next() {
                var message = MessageColumns.read(slice.owner().user(), rows.next());
                HeldPlace place = new HeldPlace(
                        slice.owner(),
                        slice.bucket(),
                        message.getPosition().getEra(),
                        message.getPosition().getOffset());
                return new HeldMessage(place, message);
            }
        };
    }
}
