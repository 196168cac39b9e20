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
 * An empty row in place of one that was refused. If the tables take it, the fault is the row's; if not, it is the tables' or the
 * replicas', and nothing may be parked. It lives for a minute, before the first place that anybody reads.
 */
final class InsertProbe {

    /** A space is in nobody's id. */
    private static final String NOBODY = " ";

    private static final int SECONDS = 60;
    private static final int BEFORE_ALL = -1;

    private final CqlSession session;
    private final Map<Tier, PreparedStatement> messages = new HashMap<>();
    private final PreparedStatement slice;

    InsertProbe(CqlSession session, Schema schema, Tiers tiers) {
        this.session = session;
        tiers.all()
                .forEach(tier -> messages.put(
                        tier,
                        session.prepare("INSERT INTO " + schema.messages(tier)
                                + " (user, month, slice, era, offset) VALUES (?, ?, ?, ?, 0)"
                                + " USING TIMESTAMP ? AND TTL ?")));
        this.slice = session.prepare("INSERT INTO " + schema.slices()
                + " (user, month, slice, tier) VALUES (?, 0, 0, '') USING TTL " + SECONDS);
    }

    /** Beside the row, in its partition and so on its replicas: whether they take anything. */
    CompletionStage<AsyncResultSet> beside(NewRow refused) {
        return execute(
                refused,
                refused.owner().key(),
                refused.bucket().month(),
                refused.bucket().slice());
    }

    /** In a partition that nobody reads: whatever is wrong with the row's key is not wrong with this. */
    CompletionStage<AsyncResultSet> elsewhere(NewRow refused) {
        return execute(refused, NOBODY, 0, 0);
    }

    /** With the time of the refused row, so that the table's windows are not disturbed. */
    private CompletionStage<AsyncResultSet> execute(NewRow refused, String user, int month, int slice) {
        PreparedStatement message = Objects.requireNonNull(messages.get(refused.tier()), "no table for the tier");
        return session.executeAsync(this.slice.bind(NOBODY).setIdempotent(true))
                .thenCompose(indexed ->
                        session.executeAsync(message.bind(user, month, slice, BEFORE_ALL, refused.writtenAt(), SECONDS)
                                .setIdempotent(true)));
    }
}
