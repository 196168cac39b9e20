// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tiering;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;

/** Puts on record where a class is kept from now on. */
final class InsertTier {

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertTier(CqlSession session, Schema schema) {
        this.session = session;
        this.statement =
                session.prepare("INSERT INTO " + schema.tiers() + " (scope, class, tier, since) VALUES (?, ?, ?, ?)");
    }

    void execute(Tiering.Entry entry) {
        session.execute(statement
                .bind(SelectTiers.SCOPE, entry.className(), entry.tier(), entry.since())
                .setIdempotent(true));
    }
}
