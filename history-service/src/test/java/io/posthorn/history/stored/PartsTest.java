// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartsTest {

    @Test
    void theWholeIsOnePart() {
        Parts parts = new Parts(Place.FIRST, Place.LAST, Order.OLDEST_FIRST);

        assertThat(parts.next()).contains(new Parts.Part(Place.FIRST, Place.LAST));
        assertThat(parts.next()).isEmpty();
    }

    @Test
    void whatIsTooMuchIsHalvedInTheOrderOfReading() {
        assertThat(halves(Order.OLDEST_FIRST, null)).containsExactly(part(10, 15), part(16, 20));
        assertThat(halves(Order.NEWEST_FIRST, null)).containsExactly(part(16, 20), part(10, 15));
    }

    @Test
    void whatWasReadIsNotAskedForAgain() {
        assertThat(halves(Order.OLDEST_FIRST, new Place(1, 16))).containsExactly(part(17, 18), part(19, 20));
        assertThat(halves(Order.NEWEST_FIRST, new Place(1, 14))).containsExactly(part(12, 13), part(10, 11));
        assertThat(halves(Order.OLDEST_FIRST, new Place(1, 20))).isEmpty();
    }

    @Test
    void onePlaceCannotBeHalved() {
        Parts parts = new Parts(new Place(1, 10), new Place(1, 10), Order.OLDEST_FIRST);

        assertThat(parts.halve(parts.next().orElseThrow(), null)).isFalse();
    }

    @Test
    void aWholeStreamIsReadInFewPartsHoweverItLies() {
        for (Order order : Order.values()) {
            for (long begin : new long[] {0, 1_000_000, 40_000_000_000L}) {
                List<Long> rows = IntStream.range(0, 1_000)
                        .mapToObj(each -> begin + each * 7L)
                        .toList();

                assertThat(asked(Place.FIRST, Place.LAST, order, rows))
                        .as("parts, %s from %d", order, begin)
                        .isLessThan(120);
            }
        }
    }

    @Test
    void everyRowIsReadOnceAndInOrder() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<Long> rows = random.longs(300, 0, 300L << random.nextInt(30))
                    .distinct()
                    .sorted()
                    .boxed()
                    .toList();
            for (Order order : Order.values()) {
                asked(new Place(1, 0), Place.LAST, order, rows);
            }
        }
    }

    /** As Cassandra does it: more than 100 dead rows are too many. @return how many parts were asked for */
    private static int asked(Place first, Place last, Order order, List<Long> dead) {
        Parts parts = new Parts(first, last, order);
        List<Long> passed = new ArrayList<>();
        int asked = 0;
        for (Optional<Parts.Part> part = parts.next(); part.isPresent(); part = parts.next()) {
            asked++;
            List<Long> inside = inside(part.get(), dead);
            if (inside.size() > 100) {
                assertThat(parts.halve(part.get(), null)).isTrue();
            } else {
                passed.addAll(order == Order.OLDEST_FIRST ? inside : reversed(inside));
            }
        }
        assertThat(passed).isEqualTo(order == Order.OLDEST_FIRST ? dead : reversed(dead));
        return asked;
    }

    private static List<Long> inside(Parts.Part part, List<Long> offsets) {
        return offsets.stream()
                .filter(each -> isBetween(part.first(), new Place(1, each), part.last()))
                .toList();
    }

    private static boolean isBetween(Place first, Place place, Place last) {
        Comparator<Place> order = Comparator.comparingInt(Place::era).thenComparingLong(Place::offset);
        return order.compare(first, place) <= 0 && order.compare(place, last) <= 0;
    }

    private static List<Parts.Part> halves(Order order, @Nullable Place reached) {
        Parts parts = new Parts(new Place(1, 10), new Place(1, 20), order);
        assertThat(parts.halve(parts.next().orElseThrow(), reached)).isTrue();
        List<Parts.Part> halves = new ArrayList<>();
        for (Optional<Parts.Part> next = parts.next(); next.isPresent(); next = parts.next()) {
            halves.add(next.get());
        }
        return halves;
    }

    private static Parts.Part part(long first, long last) {
        return new Parts.Part(new Place(1, first), new Place(1, last));
    }

    private static List<Long> reversed(List<Long> rows) {
        List<Long> reversed = new ArrayList<>(rows);
        Collections.reverse(reversed);
        return reversed;
    }
}
