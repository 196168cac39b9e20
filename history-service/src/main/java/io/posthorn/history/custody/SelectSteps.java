// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** Steps of the log from one on, or down from one. */
final class SelectSteps {

    /** In one partition. */
    static final long PART = 1_000;

    private static final int FETCH_SIZE = 100;

    private final CqlSession session;
    private final PreparedStatement up;
    private final PreparedStatement down;

    SelectSteps(CqlSession session, Schema schema) {
        this.session = session;
        String select =
                "SELECT " + String.join(", ", StepColumns.NAMES) + " FROM " + schema.custody() + " WHERE part = ?";
        this.up = session.prepare(select + " AND number >= ? LIMIT ?");
        this.down = session.prepare(select + " AND number <= ? ORDER BY number DESC LIMIT ?");
    }

    static int part(long number) {
        return Math.toIntExact(number / PART);
    }

    /** Of the part in which it lies; serial, so that whatever was appended anywhere is seen. */
    List<Step> from(long number, int most) {
        return read(up, number, most);
    }

    List<Step> downFrom(long number, int most) {
        return number < 1 ? List.of() : read(down, number, most);
    }

    private List<Step> read(PreparedStatement statement, long number, int most) {
        List<Step> steps = new ArrayList<>();
        for (Row row : session.execute(statement
                .bind(part(number), number, most)
                .setConsistencyLevel(ConsistencyLevel.SERIAL)
                .setPageSize(FETCH_SIZE)
                .setIdempotent(true))) {
            steps.add(StepColumns.read(row));
        }
        return steps;
    }
}
