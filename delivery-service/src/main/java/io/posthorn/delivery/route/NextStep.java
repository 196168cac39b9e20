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
    /** Only history has its payload. */
    ASK_HISTORY_FOR_IT,
    SKIP_ERASED,
    SKIP_EXPIRED,
    SKIP_COLLAPSED,
    SEND,
    /** The window is full, or history does not have it yet. */
    WAIT;

    /**
     * What is known of the entry.
     *
     * @param stands up to where its chain, the user's own messages or the broadcasts, was served on the connection
     * @param again whether it was sent on this connection before: what is in flight neither expires nor collapses
     * @param room whether the window has room for it
     * @param persisted whether history has it
     * @param replaced whether a newer one of its collapse key waits
     */
    record Standing(Position stands, boolean again, boolean room, boolean persisted, boolean replaced) {}

    static NextStep of(PendingEntry entry, Standing standing, long now) {
        if (Positions.isAfter(entry.getMessage().getPrevOwn(), standing.stands)) {
            return ASK_HISTORY;
        }
        if (!standing.room) {
            return WAIT;
        }
        if (entry.getErased()) {
            return SKIP_ERASED;
        }
        if (!standing.again && !entry.getCritical()) {
            if (Release.isExpired(entry, now)) {
                return SKIP_EXPIRED;
            }
            if (standing.replaced) {
                return SKIP_COLLAPSED;
            }
        }
        return !entry.getShrunk() ? SEND : standing.persisted ? ASK_HISTORY_FOR_IT : WAIT;
    }
}
