// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;

/** Removes copies, a whole partition at a time. */
final class DeleteHeld {

    private final CqlSession session;
    private final PreparedStatement messages;
    private final PreparedStatement slices;

    DeleteHeld(CqlSession session, Schema schema) {
        this.session = session;
        this.messages = session.prepare(
                "DELETE FROM " + schema.heldMessages() + " WHERE hold = ? AND user = ? AND month = ? AND slice = ?");
        this.slices = session.prepare("DELETE FROM " + schema.heldSlices() + " WHERE hold = ? AND shard = ?");
    }

    void execute(String hold, HeldSlice slice) {
        session.execute(messages.bind(
                        hold,
                        slice.owner().key(),
                        slice.bucket().month(),
                        slice.bucket().slice())
                .setIdempotent(true));
    }

    /** When nothing of the shard is left. */
    void executeShard(String hold, int shard) {
        session.execute(slices.bind(hold, shard).setIdempotent(true));
    }
}
