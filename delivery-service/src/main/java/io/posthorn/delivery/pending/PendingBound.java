// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.pending;

import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.state.StreamEnd;

/**
 * How much may wait: for one user, or of a partition's broadcasts. What is over it and persisted is moved to history; what is
 * over it in bytes and not persisted is kept without its payload.
 */
public record PendingBound(long messages, long bytes) {

    /** Whether what waits after {@code floor} up to and with {@code end} is too much. */
    public boolean isPassed(StreamEnd floor, StreamEnd end) {
        return end.getOrdinal() - floor.getOrdinal() > messages || end.getBytes() - floor.getBytes() > bytes;
    }

    /** The entry as it is to be kept behind what waits after {@code floor}. */
    public PendingEntry kept(PendingEntry entry, StreamEnd floor) {
        return entry.getBytes() - floor.getBytes() > bytes ? Entries.shrunk(entry) : entry;
    }
}
