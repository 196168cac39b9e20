// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tiering;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Columns;
import java.util.ArrayList;
import java.util.List;

/** All that is on record. */
final class SelectTiers {

    /** All classes of a deployment are one partition. */
    static final String SCOPE = "classes";

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectTiers(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("SELECT class, tier, since FROM " + schema.tiers() + " WHERE scope = ?");
    }

    Tiering execute() {
        List<Tiering.Entry> entries = new ArrayList<>();
        for (Row row : session.execute(statement.bind(SCOPE).setIdempotent(true))) {
            entries.add(new Tiering.Entry(
                    Columns.text(row, "class"), Columns.text(row, "tier"), Columns.time(row, "since")));
        }
        return new Tiering(entries);
    }
}
