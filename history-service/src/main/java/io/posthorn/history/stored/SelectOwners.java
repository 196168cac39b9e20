// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
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
        return execute(all.bind());
    }

    Iterator<OwnerPlace> execute(Owner first) {
        return execute(from.bind(first.key()));
    }

    private Iterator<OwnerPlace> execute(BoundStatement statement) {
        return session.execute(statement.setPageSize(FETCH_SIZE).setIdempotent(true))
                .map(SelectOwners::read)
                .iterator();
    }

    private static OwnerPlace read(Row row) {
        return new OwnerPlace(row.getLong("place"), new Owner(Objects.requireNonNull(row.getString("user"))));
    }
}
