// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import io.posthorn.history.recording.Place;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of one partition of {@code posthorn.groups}. What stands in it lies together, and is no more than it has offsets,
 * however often anybody comes and goes.
 */
record Slice(int partition, long number) {

    /** @param records offsets of one slice */
    static Slice of(Place place, int records) {
        return new Slice(place.partition(), place.offset() / records);
    }

    /** Of sorted slices those of each partition together. */
    static Iterator<List<Slice>> byPartition(Iterator<Slice> slices) {
        return new Iterator<>() {
            private @Nullable Slice ahead;

            @Override
            public boolean hasNext() {
                return ahead != null || slices.hasNext();
            }

            @Override
            public List<Slice> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Slice first = ahead == null ? slices.next() : ahead;
                List<Slice> together = new ArrayList<>(List.of(first));
                ahead = null;
                while (ahead == null && slices.hasNext()) {
                    Slice next = slices.next();
                    if (next.partition() == first.partition()) {
                        together.add(next);
                    } else {
                        ahead = next;
                    }
                }
                return together;
            }
        };
    }
}
