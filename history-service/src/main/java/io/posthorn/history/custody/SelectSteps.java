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
final class SelectSteps implements AcrossParts.Stored {

    private static final int FETCH_SIZE = 100;

    private final CqlSession session;
    private final PreparedStatement up;
    private final PreparedStatement down;
    private final PreparedStatement any;

    SelectSteps(CqlSession session, Schema schema) {
        this.session = session;
        String select =
                "SELECT " + String.join(", ", StepColumns.NAMES) + " FROM " + schema.custody() + " WHERE part = ?";
        this.up = session.prepare(select + " AND number >= ? LIMIT ?");
        this.down = session.prepare(select + " AND number <= ? ORDER BY number DESC LIMIT ?");
        this.any = session.prepare("SELECT number FROM " + schema.custody() + " WHERE part = ? LIMIT 1");
    }

    /** Of the part in which it lies; serial, so that whatever was appended anywhere is seen. */
    @Override
    public List<Step> from(long number, int most) {
        return read(up, number, most);
    }

    /** Of what was appended some time ago: not serial. */
    @Override
    public boolean isBegun(int part) {
        return session.execute(any.bind(part).setIdempotent(true)).one() != null;
    }

    List<Step> downFrom(long number, int most) {
        return number < 1 ? List.of() : read(down, number, most);
    }

    private List<Step> read(PreparedStatement statement, long number, int most) {
        List<Step> steps = new ArrayList<>();
        for (Row row : session.execute(statement
                .bind(AcrossParts.part(number), number, most)
                .setConsistencyLevel(ConsistencyLevel.SERIAL)
                .setPageSize(FETCH_SIZE)
                .setIdempotent(true))) {
            steps.add(StepColumns.read(row));
        }
        return steps;
    }
}
