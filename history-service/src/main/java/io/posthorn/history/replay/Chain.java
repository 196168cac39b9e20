// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one chain, the user's own or the partition's broadcasts, and the holes between them: each row names the one before
 * it, and where that one has not been seen, rows are missing.
 */
final class Chain {

    /** Positions of links rise. */
    sealed interface Link {
        Position position();
    }

    record Found(Message row) implements Link {
        @Override
        public Position position() {
            return row.getPosition();
        }
    }

    /**
     * No row is there after the one before and up to here.
     *
     * @param missing at least 1, also where nothing tells how many
     */
    record Hole(Position position, long missing) implements Link {}

    private final Iterator<Message> rows;
    private Position seen;
    private OptionalLong ordinal;
    private @Nullable Message head;

    /** @param rows in order; those up to {@code after}, which need none before them, only tell how many there were until then */
    Chain(Position after, Iterator<Message> rows) {
        this.rows = rows;
        this.seen = after;
        this.ordinal = Positions.isStart(after) ? OptionalLong.of(0) : OptionalLong.empty();
    }

    /** What {@link #take} removes; empty at the end. */
    Optional<Link> peek() {
        Message row = head();
        if (row == null) {
            return Optional.empty();
        }
        boolean isNext = !Positions.isAfter(row.getPrevOwn(), seen);
        return Optional.of(isNext ? new Found(row) : new Hole(row.getPrevOwn(), missingBefore(row)));
    }

    void take(Link link) {
        seen = link.position();
        if (link instanceof Found found) {
            ordinal = OptionalLong.of(found.row.getOrdinal());
            head = null;
        }
    }

    private @Nullable Message head() {
        while (head == null && rows.hasNext()) {
            Message row = rows.next();
            if (Positions.isAfter(row.getPosition(), seen)) {
                head = row;
            } else {
                ordinal = OptionalLong.of(row.getOrdinal());
            }
        }
        return head;
    }

    private long missingBefore(Message row) {
        return ordinal.isPresent() ? Math.max(1, row.getOrdinal() - 1 - ordinal.getAsLong()) : 1;
    }
}
