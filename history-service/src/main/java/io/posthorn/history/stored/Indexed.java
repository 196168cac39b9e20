// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A partition as the index has it.
 *
 * @param place of one of its rows, whichever, be it still there or not; empty in an index of before
 */
record Indexed(Partition partition, Optional<Place> place) {

    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::era).thenComparingLong(Place::offset);

    /**
     * Without slices that lie wholly before the first place or after the last. All rows of a slice stand before all rows of the
     * next, whatever their months and tiers: so one row says of the slices beside its own on which side of a place they are.
     */
    static List<Partition> within(List<Indexed> all, Place first, Place last) {
        int from = all.stream()
                .filter(each -> each.place
                        .filter(place -> ORDER.compare(place, first) <= 0)
                        .isPresent())
                .mapToInt(Indexed::slice)
                .max()
                .orElse(0);
        int to = all.stream()
                .filter(each -> each.place
                        .filter(place -> ORDER.compare(place, last) >= 0)
                        .isPresent())
                .mapToInt(Indexed::slice)
                .min()
                .orElse(Integer.MAX_VALUE);
        return all.stream()
                .filter(each -> each.slice() >= from && each.slice() <= to)
                .map(Indexed::partition)
                .toList();
    }

    private int slice() {
        return partition.bucket().slice();
    }
}
