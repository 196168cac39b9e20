// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LazyMergeTest {

    private final List<String> opened = new ArrayList<>();

    @Test
    void mergesInOrder() {
        assertThat(merge(source("a", 0, 1, 4, 9), source("b", 0, 2, 3, 10)))
                .toIterable()
                .containsExactly(1, 2, 3, 4, 9, 10);
    }

    @Test
    void givesWhatStandsTwiceOnlyOnce() {
        assertThat(merge(source("a", 0, 1, 4), source("b", 0, 1, 4, 5), source("c", 4, 4)))
                .toIterable()
                .containsExactly(1, 4, 5);
    }

    @Test
    void opensASourceOnlyWhenItMayBeNext() {
        LazyMerge<Integer> merge = merge(source("a", 0, 1, 2), source("b", 10, 10, 11));

        assertThat(merge.next()).isEqualTo(1);
        assertThat(merge.next()).isEqualTo(2);
        assertThat(opened).containsExactly("a");

        assertThat(merge.next()).isEqualTo(10);
        assertThat(opened).containsExactly("a", "b");
    }

    @Test
    void opensASourceInTimeWhenItOverlaps() {
        assertThat(merge(source("a", 0, 1, 12), source("b", 10, 10, 11)))
                .toIterable()
                .containsExactly(1, 10, 11, 12);
    }

    @Test
    void emptySourcesDoNotEndIt() {
        assertThat(merge(source("a", 0), source("b", 10), source("c", 20, 21)))
                .toIterable()
                .containsExactly(21);
    }

    @Test
    void ofNothingIsNothing() {
        assertThat(merge()).isExhausted();
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> merge(source("a", 0)).next());
    }

    @Test
    void agreesWithSortingWhateverTheSources() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            TreeSet<Integer> all = new TreeSet<>();
            List<Source> sources = new ArrayList<>();
            for (int from = 0; from < 50; from += 10) {
                TreeSet<Integer> elements = new TreeSet<>();
                int count = random.nextInt(8);
                for (int i = 0; i < count; i++) {
                    elements.add(from + random.nextInt(30));
                }
                all.addAll(elements);
                sources.add(new Source("s" + from, from, List.copyOf(elements)));
            }

            assertThat(new LazyMerge<>(sources, Comparator.<Integer>naturalOrder()))
                    .toIterable()
                    .containsExactlyElementsOf(all);
        }
    }

    private LazyMerge<Integer> merge(Source... sources) {
        return new LazyMerge<>(List.of(sources), Comparator.<Integer>naturalOrder());
    }

    private Source source(String name, int least, Integer... elements) {
        return new Source(name, least, List.of(elements));
    }

    /** Elements in order, none of them below the least. */
    private final class Source implements LazyMerge.Source<Integer> {

        private final String name;
        private final int least;
        private final List<Integer> elements;

        Source(String name, int least, List<Integer> elements) {
            this.name = name;
            this.least = least;
            this.elements = elements;
        }

        @Override
        public boolean mayPrecede(Integer candidate) {
            return least <= candidate;
        }

        @Override
        public Iterator<Integer> open() {
            opened.add(name);
            return elements.iterator();
        }
    }
}
