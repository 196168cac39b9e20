// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.tier.Tier;
import io.posthorn.history.tier.Tiers;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * An empty row beside one that was refused, in a partition that nobody reads. If the table takes it, the fault is the row's; if
 * not, it is the table's, and nothing may be parked.
 */
final class InsertProbe {

    /** A space is in nobody's id. */
    private static final String NOBODY = " ";

    private final CqlSession session;
    private final Map<Tier, PreparedStatement> statements = new HashMap<>();

    InsertProbe(CqlSession session, Schema schema, Tiers tiers) {
        this.session = session;
        tiers.all()
                .forEach(tier -> statements.put(
                        tier,
                        session.prepare("INSERT INTO " + schema.messages(tier)
                                + " (user, month, slice, era, offset) VALUES (?, 0, 0, 0, 0)"
                                + " USING TIMESTAMP ? AND TTL ?")));
    }

    /** With the time and the life of the refused row, so that the table's windows are not disturbed. */
    CompletionStage<AsyncResultSet> execute(NewRow refused, int secondsLeft) {
        PreparedStatement statement = Objects.requireNonNull(statements.get(refused.tier()), "no table for the tier");
        return session.executeAsync(
                statement.bind(NOBODY, refused.writtenAt(), secondsLeft).setIdempotent(true));
    }
}
