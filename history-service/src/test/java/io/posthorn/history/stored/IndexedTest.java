// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IndexedTest {

    private final List<Indexed> all =
            List.of(at(0, 7, 3), at(1, 7, 12), at(1, 90, 19), at(2, 7, 20), at(3, 7, 35), at(4, 7, 49));

    @Test
    void slicesBeforeTheOneThatReachesToTheFirstPlaceAreLeftOut() {
        assertThat(slices(new Place(1, 25), Place.LAST)).containsExactly(2, 3, 4);
        assertThat(slices(new Place(1, 19), Place.LAST)).containsExactly(1, 1, 2, 3, 4);
        assertThat(slices(new Place(1, 2), Place.LAST)).containsExactly(0, 1, 1, 2, 3, 4);
    }

    @Test
    void slicesAfterTheOneThatBeginsBehindTheLastPlaceAreLeftOut() {
        assertThat(slices(Place.FIRST, new Place(1, 15))).containsExactly(0, 1, 1);
        assertThat(slices(Place.FIRST, new Place(1, 21))).containsExactly(0, 1, 1, 2, 3);
        assertThat(slices(Place.FIRST, new Place(1, 50))).containsExactly(0, 1, 1, 2, 3, 4);
    }

    @Test
    void aSliceWhoseRowIsThePlaceItselfStays() {
        assertThat(slices(new Place(1, 20), new Place(1, 20))).containsExactly(2);
    }

    @Test
    void theWholeStreamIsInAll() {
        assertThat(slices(Place.FIRST, Place.LAST)).hasSize(6);
    }

    @Test
    void erasSortBeforeOffsets() {
        List<Indexed> two = List.of(at(0, 7, 3), new Indexed(partition(1, 7), Optional.of(new Place(2, 1))));

        assertThat(Indexed.within(two, new Place(1, 1_000), Place.LAST)).hasSize(2);
        assertThat(Indexed.within(two, new Place(2, 1), Place.LAST)).containsExactly(partition(1, 7));
    }

    @Test
    void whatHasNoPlaceIsReadAndSaysNothingOfOthers() {
        List<Indexed> old =
                List.of(new Indexed(partition(0, 7), Optional.empty()), new Indexed(partition(1, 7), Optional.empty()));

        assertThat(Indexed.within(old, new Place(1, 25), new Place(1, 30))).hasSize(2);
    }

    private List<Integer> slices(Place first, Place last) {
        return Indexed.within(all, first, last).stream()
                .map(each -> each.bucket().slice())
                .toList();
    }

    private static Indexed at(int slice, int days, long offset) {
        return new Indexed(partition(slice, days), Optional.of(new Place(1, offset)));
    }

    private static Partition partition(int slice, int days) {
        return new Partition(new Tier(Duration.ofDays(days)), new Bucket(202611, slice));
    }
}
