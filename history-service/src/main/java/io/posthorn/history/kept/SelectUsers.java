// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.kept;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import java.util.Iterator;
import java.util.Optional;

/** What became of a notification for the users of one shard, in their order. */
final class SelectUsers {

    private final CqlSession session;
    private final PreparedStatement up;
    private final PreparedStatement down;
    private final PreparedStatement furtherDown;

    SelectUsers(CqlSession session, Schema schema) {
        this.session = session;
        // Of the notification as a whole speak rows whose user is empty.
        String select = "SELECT " + String.join(", ", ReceiptColumns.NAMES) + " FROM " + schema.receipts()
                + " WHERE source = ? AND id = ? AND shard = ? AND user > ?";
        this.up = session.prepare(select + " ORDER BY user ASC");
        this.down = session.prepare(select + " ORDER BY user DESC");
        this.furtherDown = session.prepare(select + " AND user < ? ORDER BY user DESC");
    }

    /**
     * Asks at once; waits when it is read.
     *
     * @param after the last user that was read; empty: from the beginning
     */
    Iterator<KeptReceipt> execute(
            String source, String id, int shard, Optional<String> after, UserOrder order, int fetchSize) {
        BoundStatement bound = order == UserOrder.ASCENDING
                ? up.bind(source, id, shard, after.orElse(""))
                : after.map(last -> furtherDown.bind(source, id, shard, "", last))
                        .orElseGet(() -> down.bind(source, id, shard, ""));
        return new ReceiptRows(session.executeAsync(bound.setPageSize(fetchSize).setIdempotent(true)));
    }
}
