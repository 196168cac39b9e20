// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.keeping;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import java.util.concurrent.CompletionStage;

/**
 * A row beside one that was refused, in a partition that nobody reads. If the table takes it, the fault is the row's; if not, it
 * is the table's, and nothing may be parked.
 */
final class InsertReceiptProbe {

    /** A space is in nobody's id. */
    private static final String NOBODY = " ";
    /** That it lives. */
    private static final int SECONDS = 60;

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertReceiptProbe(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("INSERT INTO " + schema.receipts()
                + " (source, id, shard, user, era, offset, device, state, reason, told, place)"
                + " VALUES (?, '', 0, '', 0, 0, '', 0, '', false, 0) USING TIMESTAMP ? AND TTL ?");
    }

    /** With the time of the refused row, so that the table's windows are not disturbed. */
    CompletionStage<Void> execute(NewReceipt refused) {
        return session.executeAsync(
                        statement.bind(NOBODY, refused.writtenAt(), SECONDS).setIdempotent(true))
                .thenAccept(written -> {});
    }
}
