// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one owner after the other: each names the one before it and says how many there were. What is missing between two
 * rows, or before the first, is found; what is missing behind the last is not.
 */
final class OwnerChain {

    /**
     * Rows that are not there.
     *
     * @param count how many; at least one
     * @param newest where the last of them stood
     */
    record Hole(String owner, Position newest, long count) {}

    /** Absent: others are left out between the rows, and nothing is missing. */
    private final Optional<Instant> from;

    private @Nullable ExportRow last;

    private OwnerChain(Optional<Instant> from) {
        this.from = from;
    }

    /** @param from of the query: what was appended before it is not missing */
    static OwnerChain whole(Instant from) {
        return new OwnerChain(Optional.of(from));
    }

    /** Of rows between which others are left out by right: only their order says something. */
    static OwnerChain withHoles() {
        return new OwnerChain(Optional.empty());
    }

    boolean isBeforeLast(ExportRow row) {
        ExportRow before = last;
        return before != null
                && before.owner().equals(row.owner())
                && !Positions.isAfter(
                        row.message().getPosition(), before.message().getPosition());
    }

    /** Between the row before, if it is of the same owner, and this one. */
    Optional<Hole> take(ExportRow row) {
        ExportRow before = last;
        last = row;
        if (from.isEmpty()) {
            return Optional.empty();
        }
        Position prev = row.message().getPrevOwn();
        boolean goesOn = before != null && before.owner().equals(row.owner());
        if (goesOn) {
            return Positions.isAfter(prev, before.message().getPosition())
                    ? Optional.of(hole(row, before.message().getOrdinal()))
                    : Optional.empty();
        }
        boolean isAsked = !Instant.ofEpochMilli(prev.getAppendedAt()).isBefore(from.orElseThrow());
        return Positions.isStart(prev) || !isAsked ? Optional.empty() : Optional.of(hole(row, -1));
    }

    /** @param known ordinal of the row before; negative: there is none, and how many of the missing were asked for is not known */
    private static Hole hole(ExportRow row, long known) {
        long count = known < 0 ? 1 : Math.max(1, row.message().getOrdinal() - 1 - known);
        return new Hole(row.owner(), row.message().getPrevOwn(), count);
    }
}
