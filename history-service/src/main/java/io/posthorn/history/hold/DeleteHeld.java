// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Removes copies, a whole partition at a time, and whatever would be written there later: the id of a hold that is released is
 * never used again, and is in the key of both tables.
 */
final class DeleteHeld {

    /** In microseconds, after every append time: copies have that of the broker, of which the clocks of hosts here say nothing. */
    private static final long WRITTEN =
            TimeUnit.SECONDS.toMicros(Instant.parse("+10000-01-01T00:00:00Z").getEpochSecond());

    private final CqlSession session;
    private final PreparedStatement messages;
    private final PreparedStatement slices;

    DeleteHeld(CqlSession session, Schema schema) {
        this.session = session;
        String written = " USING TIMESTAMP " + WRITTEN;
        this.messages = session.prepare("DELETE FROM " + schema.heldMessages() + written
                + " WHERE hold = ? AND user = ? AND month = ? AND slice = ?");
        this.slices = session.prepare("DELETE FROM " + schema.heldSlices() + written + " WHERE hold = ? AND shard = ?");
    }

    CompletionStage<Void> execute(String hold, HeldSlice slice) {
        return session.executeAsync(messages.bind(
                                hold,
                                slice.owner().key(),
                                slice.bucket().month(),
                                slice.bucket().slice())
                        .setIdempotent(true))
                .thenAccept(deleted -> {});
    }

    /** When nothing of the shard is left. */
    void executeShard(String hold, int shard) {
        session.execute(slices.bind(hold, shard).setIdempotent(true));
    }
}
