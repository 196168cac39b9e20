// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.tier.Owner;
import java.util.Iterator;
import java.util.Objects;

/** Whoever has, or had, a row: from one on, in the order of their tokens. A read of partition keys alone. */
final class SelectOwners {

    private static final int FETCH_SIZE = 500;

    private final CqlSession session;
    private final PreparedStatement all;
    private final PreparedStatement from;

    SelectOwners(CqlSession session, Schema schema) {
        this.session = session;
        String select = "SELECT DISTINCT user, token(user) AS place FROM " + schema.slices();
        this.all = session.prepare(select);
        this.from = session.prepare(select + " WHERE token(user) >= token(:user)");
    }

    /** Fetches while it is read. */
    Iterator<OwnerPlace> execute() {
        return read(session.execute(all.bind().setPageSize(FETCH_SIZE).setIdempotent(true))
                .iterator());
    }

    Iterator<OwnerPlace> execute(Owner first) {
        return read(
                session.execute(from.bind(first.key()).setPageSize(FETCH_SIZE).setIdempotent(true))
                        .iterator());
    }

    private static Iterator<OwnerPlace> read(Iterator<Row> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public OwnerPlace next() {
                Row row = rows.next();
                String key = Objects.requireNonNull(row.getString("user"));
                return new OwnerPlace(row.getLong("place"), new Owner(key));
            }
        };
    }
}
