// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.kept;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import java.util.Iterator;

/** What became of a notification for one user, or what is said of it as a whole. */
final class SelectOfUser {

    private static final int FETCH = 500;

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectOfUser(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("SELECT " + String.join(", ", ReceiptColumns.NAMES) + " FROM "
                + schema.receipts() + " WHERE source = ? AND id = ? AND shard = ? AND user = ?");
    }

    /** Asks at once; waits when it is read. */
    Iterator<KeptReceipt> execute(String source, String id, String user) {
        return new ReceiptRows(session.executeAsync(statement
                .bind(source, id, Shards.of(user), user)
                .setPageSize(FETCH)
                .setIdempotent(true)));
    }
}
