// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.revocation;

import io.posthorn.history.stored.Order;
import java.time.Instant;
import java.util.Comparator;

/**
 * A row of the revocations that concern a user.
 *
 * @param whom {@code session}, {@code user} or {@code everyone}
 * @param place where its record stands
 * @param until what was issued at or before is void
 */
record Revoked(String whom, Mark place, String session, Instant until, String reason, String by) {

    /** In the order of the rows, those of the user and those of everyone as one. */
    record Mark(Instant at, int partition, long offset) implements Comparable<Mark> {

        private static final Comparator<Mark> ORDER =
                Comparator.comparing(Mark::at).thenComparingInt(Mark::partition).thenComparingLong(Mark::offset);

        @Override
        public int compareTo(Mark other) {
            return ORDER.compare(this, other);
        }
    }

    static Comparator<Revoked> in(Order order) {
        Comparator<Revoked> oldestFirst = Comparator.comparing(Revoked::place);
        return order == Order.OLDEST_FIRST ? oldestFirst : oldestFirst.reversed();
    }
}
