// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PositionsTest {

    private static final List<Position> ORDERED = List.of(
            Positions.START,
            Positions.of(1, 0, 900),
            Positions.of(1, 1, 800),
            Positions.of(1, Long.MAX_VALUE, 700),
            Positions.of(2, 0, 600),
            Positions.of(65_535, 0, 500),
            Positions.of(Integer.MAX_VALUE, 0, 400),
            Positions.of(-1, 0, 300),
            Positions.of(-1, -1, 200));

    @Test
    void areOrderedByEraThenByOffset() {
        List<Position> shuffled = new ArrayList<>(ORDERED);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.sort(Positions.ORDER);

        assertThat(shuffled).isEqualTo(ORDERED);
    }

    @Test
    void areAfterWhatComesBeforeThemAndNotAfterThemselves() {
        for (int i = 0; i < ORDERED.size(); i++) {
            for (int j = 0; j < ORDERED.size(); j++) {
                assertThat(Positions.isAfter(ORDERED.get(i), ORDERED.get(j))).isEqualTo(i > j);
                assertThat(Positions.max(ORDERED.get(i), ORDERED.get(j))).isEqualTo(ORDERED.get(Math.max(i, j)));
                assertThat(Positions.min(ORDERED.get(i), ORDERED.get(j))).isEqualTo(ORDERED.get(Math.min(i, j)));
            }
        }
    }

    @Test
    void areTheSamePlaceWhateverTheirTime() {
        Position told = Positions.of(1, 7, 0);
        Position known = Positions.of(1, 7, 1_795_168_800_347L);

        assertThat(Positions.same(told, known)).isTrue();
        assertThat(Positions.isAfter(known, told)).isFalse();
        assertThat(Positions.isAfter(told, known)).isFalse();
        assertThat(Positions.same(known, Positions.of(2, 7, 1_795_168_800_347L)))
                .isFalse();
        assertThat(Positions.same(known, Positions.of(1, 8, 1_795_168_800_347L)))
                .isFalse();
    }

    @Test
    void ofTheSamePlaceKeepTheFirst() {
        Position first = Positions.of(1, 7, 1);
        Position second = Positions.of(1, 7, 2);

        assertThat(Positions.max(first, second)).isSameAs(first);
        assertThat(Positions.min(first, second)).isSameAs(first);
    }

    @Test
    void startBeforeTheFirstRecordOfTheFirstEra() {
        assertThat(Positions.isStart(Positions.START)).isTrue();
        assertThat(Positions.isStart(Positions.of(1, 0, 0))).isFalse();
        assertThat(Positions.isAfter(Positions.of(1, 0, 0), Positions.START)).isTrue();
    }

    @Test
    void areDescribedWithoutASign() {
        assertThat(Positions.describe(Positions.of(1, 48213, 5))).isEqualTo("1:48213");
        assertThat(Positions.describe(Positions.START)).isEqualTo("0:0");
        assertThat(Positions.describe(Positions.of(-1, -1, 0))).isEqualTo("4294967295:18446744073709551615");
    }
}
