// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.watermark;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;

/**
 * How far what is in one partition of the inbox has come on its way through the router into the store.
 *
 * <p>The watermark alone would be waited for without end where what comes last leaves no message: a repeat whose marker was lost
 * with the router, or what a transaction aborted.
 *
 * @param reached up to where history has written
 * @param routed first offset of the inbox that the router still needs
 * @param read first offset of the messages that history still needs
 */
record Passage(Watermark reached, long routed, long read) {

    boolean covers(Position upTo) {
        return !Positions.isAfter(upTo, reached.reached());
    }

    /** Where in the inbox a record up to that place may be that the router has not handled. */
    Stretch unrouted(Position upTo, int era) {
        if (upTo.getEra() != era) {
            return Stretch.NONE;
        }
        Position written = reached.reached();
        long behind = written.getEra() == era ? written.getOffset() + 1 : 0;
        return new Stretch(Math.max(routed, behind), upTo.getOffset() + 1);
    }

    /**
     * Where in the messages something may be that history has not written.
     *
     * @param end of the messages; before what was read already when the topic was cut or made again: then nothing of it is read
     */
    Stretch unwritten(long end) {
        return new Stretch(read > end ? 0 : read, end);
    }
}
