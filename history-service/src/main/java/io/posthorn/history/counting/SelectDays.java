// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The days of a month, class by class. Cassandra adds up the partitions. */
final class SelectDays {

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectDays(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("SELECT class, day, sum(own) AS own, sum(broadcasts) AS broadcasts FROM "
                + schema.counts() + " WHERE month = ? GROUP BY month, class, day");
    }

    List<DayCount> execute(int month) {
        List<DayCount> days = new ArrayList<>();
        for (Row row : session.execute(statement.bind(month).setIdempotent(true))) {
            days.add(new DayCount(
                    Objects.requireNonNull(row.getLocalDate("day"), "day"),
                    Columns.text(row, "class"),
                    row.getLong("own"),
                    row.getLong("broadcasts")));
        }
        return days;
    }
}
