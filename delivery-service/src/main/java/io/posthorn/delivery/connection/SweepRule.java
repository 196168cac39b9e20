// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.connection;

import io.posthorn.delivery.connection.LiveConnection.CatchingUp;
import io.posthorn.delivery.connection.LiveConnection.Opening;
import java.time.Duration;

/** What the sweep does with a connection that may be waiting for something that was lost. */
public enum SweepRule {
    /** Nothing is open: it leaves the list. */
    FORGET,
    WAIT,
    ANNOUNCE,
    ASK_HISTORY,
    /** Send again what is unacked. */
    REWIND,
    SEND,
    /** Tell once more that it is caught up. */
    CAUGHT_UP,
    /** Its gateway is gone. */
    DROP;

    private static final long NO_PROGRESS = Duration.ofSeconds(5).toMillis();
    private static final long UNACKED = Duration.ofSeconds(12).toMillis();
    private static final int MAX_DOUBLINGS = 3;
    static final long GONE = Duration.ofMinutes(1).toMillis();

    /**
     * @param counts whether the lease of its gateway counts
     * @param behind whether the user has messages that were not sent on it
     */
    public static SweepRule of(LiveConnection connection, boolean counts, boolean behind, long now) {
        if (connection.silentFor(counts, now) > GONE) {
            return DROP;
        }
        if (!counts) {
            return WAIT;
        }
        long still = now - connection.progressAt();
        if (connection.phase() instanceof Opening) {
            return ANNOUNCE;
        }
        // Each time without an ack it waits twice as long: a device that is only slow is not flooded.
        boolean unacked =
                !connection.flight().isEmpty() && still >= UNACKED << Math.min(connection.rewinds(), MAX_DOUBLINGS);
        if (connection.phase() instanceof CatchingUp catching) {
            // A window full of what was lost leaves no room for a page.
            return !catching.asked() ? unacked ? REWIND : ASK_HISTORY : still >= NO_PROGRESS ? ASK_HISTORY : WAIT;
        }
        if (!connection.flight().isEmpty()) {
            return unacked ? REWIND : behind ? SEND : WAIT;
        }
        if (behind || !connection.isCaughtUp()) {
            return SEND;
        }
        return connection.isCaughtUpForSure() ? FORGET : CAUGHT_UP;
    }
}
