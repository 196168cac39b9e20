// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.group.Walk.Found;
import io.posthorn.history.kept.UserOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalkTest {

    private static final int PARTITIONS = 4;
    private static final int SLICES = 3;
    private static final int NAMES = 10;
    private static final int CHANGES = 5;
    private static final int ALL = 100;
    private static final int WITHOUT_END = 1_000_000;
    private static final Predicate<Course> EACH = course -> true;
    private static final Predicate<Course> NONE = course -> false;

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 1000000", "3, 160", "7, 1", "7, 200", "10, 1000000", "500, 1", "500, 1000000"})
    void pagesJoinToAllOfItInBothDirections(int limit, int looks) {
        List<String> ascending = names(UserOrder.ASCENDING, limit, looks, EACH);
        List<String> descending = names(UserOrder.DESCENDING, limit, looks, EACH);

        assertThat(ascending).hasSize(PARTITIONS * NAMES).isSorted();
        assertThat(descending).hasSize(PARTITIONS * NAMES).containsExactlyElementsOf(reversed(ascending));
    }

    @Test
    void aFullPageThatEndsWithAPartitionGoesOnWithTheNextOne() {
        Found page = page(Mark.start(UserOrder.ASCENDING), UserOrder.ASCENDING, NAMES, WITHOUT_END, EACH);

        assertThat(page.courses()).hasSize(NAMES);
        assertThat(page.next()).contains(new Mark(1, ""));
    }

    @Test
    void aFullPageThatEndsWithAllOfItHasNoNext() {
        Found page = page(Mark.start(UserOrder.ASCENDING), UserOrder.ASCENDING, PARTITIONS * NAMES, WITHOUT_END, EACH);

        assertThat(page.courses()).hasSize(PARTITIONS * NAMES);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void aPageLooksAtSoMuchAndNoMoreThoughNothingIsFound() {
        int looks = 3 * 50 + 2 * CHANGES;

        Found page = page(Mark.start(UserOrder.ASCENDING), UserOrder.ASCENDING, ALL, looks, NONE);

        assertThat(page.courses()).isEmpty();
        assertThat(page.next()).contains(new Mark(0, name(0, 1)));
    }

    @Test
    void whereNothingIsFoundThePagesEndAllTheSame() {
        assertThat(names(UserOrder.ASCENDING, 1, 1, NONE)).isEmpty();
        assertThat(names(UserOrder.DESCENDING, 1, 1, NONE)).isEmpty();
    }

    @Test
    void aMarkBeyondAllEndsIt() {
        Mark beyond = new Mark(PARTITIONS, "a");

        assertThat(page(beyond, UserOrder.ASCENDING, ALL, WITHOUT_END, EACH))
                .isEqualTo(new Found(List.of(), Optional.empty()));
        assertThat(page(beyond, UserOrder.DESCENDING, ALL, WITHOUT_END, EACH).courses())
                .as("all of it comes after it")
                .hasSize(PARTITIONS * NAMES);
    }

    private static List<String> names(UserOrder order, int limit, int looks, Predicate<Course> wanted) {
        List<String> names = new ArrayList<>();
        Optional<Mark> mark = Optional.of(Mark.start(order));
        for (int pages = 0; mark.isPresent(); pages++) {
            assertThat(pages).as("pages").isLessThanOrEqualTo(PARTITIONS * NAMES);
            Found found = page(mark.get(), order, limit, looks, wanted);
            assertThat(found.courses()).hasSizeLessThanOrEqualTo(limit);
            found.courses().forEach(each -> names.add(each.name()));
            mark = found.next();
        }
        return names;
    }

    private static Found page(Mark mark, UserOrder order, int limit, int looks, Predicate<Course> wanted) {
        List<Slice> slices = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (int number = 0; number < SLICES; number++) {
                slices.add(new Slice(partition, number));
            }
        }
        boolean ascending = order == UserOrder.ASCENDING;
        Iterator<Slice> asked = (ascending ? slices : reversed(slices))
                .stream()
                        .filter(each ->
                                ascending ? each.partition() >= mark.partition() : each.partition() <= mark.partition())
                        .iterator();
        return new Walk(mark, limit, looks)
                .through(Slice.byPartition(asked), (each, beyond) -> courses(each, beyond, ascending), wanted);
    }

    private static Iterator<Course> courses(List<Slice> slices, String beyond, boolean ascending) {
        assertThat(slices).as("all of a partition").hasSize(SLICES);
        NavigableSet<String> names = new TreeSet<>();
        for (int n = 0; n < NAMES; n++) {
            names.add(name(slices.get(0).partition(), n));
        }
        NavigableSet<String> rest =
                ascending ? names.tailSet(beyond, false) : beyond.isEmpty() ? names : names.headSet(beyond, false);
        var ordered = ascending ? rest : rest.descendingSet();
        return ordered.stream()
                .map(name -> new Course(name, List.of(new Stay(Instant.EPOCH, Optional.empty())), CHANGES))
                .iterator();
    }

    private static String name(int partition, int number) {
        return "p" + partition + "-" + number;
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }
}
