// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import io.posthorn.contracts.v1.Position;

/** A point between or at rows, as Cassandra orders them. Offsets of records are never negative; those of places may be -1. */
record Place(int era, long offset) implements Comparable<Place> {

    static final Place FIRST = new Place(0, -1);
    static final Place LAST = new Place(Integer.MAX_VALUE, Long.MAX_VALUE);

    static Place at(Position position) {
        return new Place(position.getEra(), position.getOffset());
    }

    static Place justBefore(Position position) {
        return new Place(position.getEra(), position.getOffset() - 1);
    }

    static Place justAfter(Position position) {
        return new Place(position.getEra(), position.getOffset() + 1);
    }

    @Override
    public int compareTo(Place other) {
        int byEra = Integer.compare(era, other.era);
        return byEra != 0 ? byEra : Long.compare(offset, other.offset);
    }
}
