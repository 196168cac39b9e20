// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.kept.UserOrder;
import io.posthorn.history.schema.Schema;
import java.util.Iterator;

/** The slices in which there is anything of a group, or of a user, partition after partition. */
final class SelectSlices {

    private static final int PAGE = 1_000;

    private final CqlSession session;
    private final PreparedStatement ascending;
    private final PreparedStatement descending;

    SelectSlices(CqlSession session, Schema schema, Side side) {
        String select = "SELECT partition, slice FROM %s WHERE %s = ? AND partition "
                .formatted(schema.table(side.slices()), side.whoseColumn());
        this.session = session;
        this.ascending = session.prepare(select + ">= ?");
        this.descending = session.prepare(select + "<= ? ORDER BY partition DESC, slice DESC");
    }

    /** Asks while it is read. @param first partition, included */
    Iterator<Slice> execute(String whose, int first, UserOrder order) {
        PreparedStatement statement = order == UserOrder.ASCENDING ? ascending : descending;
        return session.execute(statement.bind(whose, first).setPageSize(PAGE).setIdempotent(true))
                .map(SelectSlices::slice)
                .iterator();
    }

    private static Slice slice(Row row) {
        return new Slice(row.getInt("partition"), row.getLong("slice"));
    }
}
