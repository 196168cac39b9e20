// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.moment;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Columns;
import io.posthorn.history.tier.Bucket;
import java.time.Instant;
import java.util.Optional;

/** The nearest record before or after a time, within its month: beyond it the months themselves narrow enough. */
final class SelectMoments {

    private final CqlSession session;
    private final PreparedStatement before;
    private final PreparedStatement after;

    SelectMoments(CqlSession session, Schema schema) {
        this.session = session;
        String select =
                "SELECT era, offset, appended_at FROM " + schema.moments() + " WHERE partition = ? AND month = ?";
        this.before = session.prepare(select + " AND at <= ? ORDER BY at DESC LIMIT 1");
        this.after = session.prepare(select + " AND at >= ? ORDER BY at ASC LIMIT 1");
    }

    Optional<Position> before(int partition, Instant time) {
        return execute(before, partition, time);
    }

    Optional<Position> after(int partition, Instant time) {
        return execute(after, partition, time);
    }

    private Optional<Position> execute(PreparedStatement statement, int partition, Instant time) {
        return Optional.ofNullable(session.execute(statement
                                .bind(partition, Bucket.month(time), time)
                                .setIdempotent(true))
                        .one())
                .map(SelectMoments::position);
    }

    private static Position position(Row row) {
        return Positions.of(
                row.getInt("era"),
                row.getLong("offset"),
                Columns.time(row, "appended_at").toEpochMilli());
    }
}
