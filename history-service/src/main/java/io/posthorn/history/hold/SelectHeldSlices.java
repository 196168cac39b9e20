// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import java.util.Iterator;
import java.util.Objects;

/** Which partitions of held messages a hold has in one shard, in order. */
final class SelectHeldSlices {

    private static final int FETCH_SIZE = 500;

    private final CqlSession session;
    private final PreparedStatement up;
    private final PreparedStatement upFrom;
    private final PreparedStatement down;
    private final PreparedStatement downFrom;
    private final PreparedStatement any;

    SelectHeldSlices(CqlSession session, Schema schema) {
        this.session = session;
        String select = "SELECT user, slice, month FROM " + schema.heldSlices() + " WHERE hold = ? AND shard = ?";
        String descending = " ORDER BY user DESC, slice DESC, month DESC";
        this.up = session.prepare(select);
        this.upFrom = session.prepare(select + " AND (user, slice, month) >= (?, ?, ?)");
        this.down = session.prepare(select + descending);
        this.downFrom = session.prepare(select + " AND (user, slice, month) <= (?, ?, ?)" + descending);
        this.any = session.prepare(select + " AND user = ? LIMIT 1");
    }

    Iterator<HeldSlice> execute(String hold, int shard, boolean ascending) {
        return read((ascending ? up : down).bind(hold, shard));
    }

    /** The slice included, if there is such a one. */
    Iterator<HeldSlice> from(String hold, HeldSlice first, boolean ascending) {
        return read((ascending ? upFrom : downFrom)
                .bind(
                        hold,
                        first.shard(),
                        first.owner().key(),
                        first.bucket().slice(),
                        first.bucket().month()));
    }

    /** Whether the hold keeps anything of an owner. */
    boolean keeps(String hold, Owner owner) {
        return session.execute(any.bind(hold, HeldSlice.shard(owner), owner.key())
                                .setIdempotent(true))
                        .one()
                != null;
    }

    private Iterator<HeldSlice> read(BoundStatement statement) {
        Iterator<Row> rows = session.execute(statement.setPageSize(FETCH_SIZE).setIdempotent(true))
                .iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public HeldSlice next() {
                Row row = rows.next();
                return new HeldSlice(
                        new Owner(Objects.requireNonNull(row.getString("user"))),
                        new Bucket(row.getInt("month"), row.getInt("slice")));
            }
        };
    }
}
