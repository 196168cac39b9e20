// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.pending;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.device.Devices;
import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.state.StreamEnd;
import io.posthorn.delivery.state.UserState;

/**
 * Whether an entry may leave the pending store.
 *
 * <p>Nothing leaves before history has it. What every device has acked or what no longer waits leaves; what is over the
 * bound of the user leaves too and is served from history.
 */
public enum Release {
    KEEP,
    ACKED,
    EXPIRED,
    /** No skip: history serves it. */
    MOVED_TO_HISTORY;

    /**
     * The oldest entry of a user.
     *
     * @param floor what has left before it
     * @param end of the user's own messages
     */
    public static Release of(
            PendingEntry entry,
            UserState user,
            Position persisted,
            StreamEnd floor,
            StreamEnd end,
            PendingBound bound,
            long now) {
        Position position = entry.getMessage().getPosition();
        if (Positions.isAfter(position, persisted)) {
            return KEEP;
        }
        if (Devices.allHave(user, position)) {
            return ACKED;
        }
        if (isExpired(entry, now)) {
            return EXPIRED;
        }
        return bound.isPassed(floor, end) ? MOVED_TO_HISTORY : KEEP;
    }

    /** Decided only when something is about to be sent or to leave, never for what is in flight. */
    public static boolean isExpired(PendingEntry entry, long now) {
        return entry.getExpiresAt() != 0 && entry.getExpiresAt() <= now;
    }
}
