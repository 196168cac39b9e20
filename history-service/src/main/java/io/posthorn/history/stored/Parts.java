// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * In which parts the rows from one place to another are asked for, in the order of reading. At first it is one; what is too
 * much to ask for at once is halved.
 */
final class Parts {

    /** Both places included. */
    record Part(Place first, Place last) {

        private boolean isEmpty() {
            return first.compareTo(last) > 0;
        }

        /** Lower half first; none when it is one place. */
        private List<Part> halves() {
            if (first.era() != last.era()) {
                // Eras are few, though all that could be are in a whole stream.
                return List.of(
                        new Part(first, new Place(first.era(), Long.MAX_VALUE)),
                        new Part(new Place(first.era() + 1, -1), last));
            }
            long width = last.offset() - Math.max(first.offset(), 0);
            if (width <= 0) {
                return List.of();
            }
            long middle = first.offset() + Math.min(width / 2, BEYOND_ALL_LOGS);
            return List.of(
                    new Part(first, new Place(first.era(), middle)),
                    new Part(new Place(first.era(), middle + 1), last));
        }
    }

    /** So many records has no partition: halving goes on from here, not from all that a number can say. */
    private static final long BEYOND_ALL_LOGS = 1L << 40;

    private final Order order;
    private final Deque<Part> left = new ArrayDeque<>();

    Parts(Place first, Place last, Order order) {
        this.order = order;
        left.add(new Part(first, last));
    }

    Optional<Part> next() {
        return Optional.ofNullable(left.poll());
    }

    /**
     * The part was too much; its halves come next.
     *
     * @param reached up to here its rows were read, in the order of reading; null: none was
     * @return false: it cannot be halved
     */
    boolean halve(Part part, @Nullable Place reached) {
        Part rest = rest(part, reached);
        if (rest.isEmpty()) {
            return true;
        }
        List<Part> halves = rest.halves();
        if (halves.isEmpty()) {
            return false;
        }
        boolean lowerFirst = order == Order.OLDEST_FIRST;
        left.push(halves.get(lowerFirst ? 1 : 0));
        left.push(halves.get(lowerFirst ? 0 : 1));
        return true;
    }

    private Part rest(Part part, @Nullable Place reached) {
        if (reached == null) {
            return part;
        }
        return order == Order.OLDEST_FIRST
                ? new Part(new Place(reached.era(), reached.offset() + 1), part.last)
                : new Part(part.first, new Place(reached.era(), reached.offset() - 1));
    }
}
