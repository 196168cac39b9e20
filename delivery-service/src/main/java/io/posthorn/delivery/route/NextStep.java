// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.pending.Release;
import io.posthorn.delivery.state.PendingEntry;

/** What to do with the next pending entry of a connection. */
enum NextStep {
    /** Entries before it are no longer pending: history has them, or knows why not. */
    ASK_HISTORY,
    SKIP,
    SEND,
    /** The window is full. */
    WAIT;

    /**
     * @param sent up to where the connection was served; the chain of the user's own messages must continue there
     * @param again whether it was sent on this connection before: what is in flight does not expire
     */
    static NextStep of(PendingEntry entry, Position sent, boolean again, boolean room, long now) {
        if (Positions.isAfter(entry.getMessage().getPrevOwn(), sent)) {
            return ASK_HISTORY;
        }
        if (!room) {
            return WAIT;
        }
        return Release.isExpired(entry, now) && !entry.getCritical() && !again ? SKIP : SEND;
    }
}
