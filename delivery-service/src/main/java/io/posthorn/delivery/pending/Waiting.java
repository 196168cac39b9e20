// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.pending;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.state.StreamEnd;
import io.posthorn.delivery.streams.StoredProto;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** All that waits for one user, in one order: what is theirs alone, and what is everyone's since they were first seen. */
public final class Waiting {

    private final Pending pending;
    private final Broadcasts broadcasts;

    public Waiting(Pending pending, Broadcasts broadcasts) {
        this.pending = pending;
        this.broadcasts = broadcasts;
    }

    /**
     * As long as {@code use} says true.
     *
     * @param after exclusive
     * @param firstSeen broadcasts at or below it are not the user's
     */
    public void forEachAfter(String user, Position after, Position firstSeen, Predicate<PendingEntry> use) {
        Position broadcastsAfter = Positions.max(after, firstSeen);
        if (!Positions.isAfter(broadcasts.end().getPosition(), broadcastsAfter)) {
            pending.forEachAfter(user, after, use);
            return;
        }
        try (var own = new Head(pending.after(user, after));
                var everyones = new Head(broadcasts.after(broadcastsAfter))) {
            boolean more = true;
            for (Head next = Head.first(own, everyones); more && next != null; next = Head.first(own, everyones)) {
                more = use.test(next.take());
            }
        }
    }

    /**
     * How many wait after a position; empty when history has some of them.
     *
     * @param ownEnd the newest of the user's own messages
     */
    public OptionalLong countAfter(String user, Position after, Position firstSeen, StreamEnd ownEnd) {
        Position broadcastsAfter = Positions.max(after, firstSeen);
        try (var own = new Head(pending.after(user, after));
                var everyones = new Head(broadcasts.after(broadcastsAfter))) {
            OptionalLong ownCount = own.count(after, ownEnd);
            OptionalLong broadcastCount = everyones.count(broadcastsAfter, broadcasts.end());
            return ownCount.isPresent() && broadcastCount.isPresent()
                    ? OptionalLong.of(ownCount.getAsLong() + broadcastCount.getAsLong())
                    : OptionalLong.empty();
        }
    }

    /** An iterator whose next entry can be seen. */
    private static final class Head implements AutoCloseable {

        private final KeyValueIterator<Bytes, byte[]> entries;
        private @Nullable PendingEntry next;

        Head(KeyValueIterator<Bytes, byte[]> entries) {
            this.entries = entries;
            advance();
        }

        static @Nullable Head first(Head one, Head other) {
            if (one.next == null || other.next == null) {
                return one.next != null ? one : other.next != null ? other : null;
            }
            Position position = other.next.getMessage().getPosition();
            return Positions.isAfter(one.next.getMessage().getPosition(), position) ? other : one;
        }

        /** Of a whole chain after a position, by its ordinals. */
        OptionalLong count(Position after, StreamEnd end) {
            if (!Positions.isAfter(end.getPosition(), after)) {
                return OptionalLong.of(0);
            }
            boolean whole = next != null && !Positions.isAfter(next.getMessage().getPrevOwn(), after);
            return whole
                    ? OptionalLong.of(end.getOrdinal() - next.getMessage().getOrdinal() + 1)
                    : OptionalLong.empty();
        }

        PendingEntry take() {
            PendingEntry taken = Objects.requireNonNull(next);
            advance();
            return taken;
        }

        private void advance() {
            next = entries.hasNext() ? StoredProto.read(PendingEntry.parser(), entries.next().value) : null;
        }

        @Override
        public void close() {
            entries.close();
        }
    }
}
