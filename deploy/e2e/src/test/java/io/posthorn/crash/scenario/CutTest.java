// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CutTest {

    @Test
    void theSameSeedDrawsTheSameCuts() {
        assertThat(cuts(7)).isEqualTo(cuts(7)).isNotEqualTo(cuts(8));
    }

    @Test
    void everyKindIsDrawnAndTearsMostOften() {
        List<Cut> cuts = cuts(7);

        assertThat(kinds(cuts)).isEqualTo(EnumSet.allOf(Cut.Kind.class));
        assertThat(cuts).filteredOn(cut -> cut.kind() == Cut.Kind.TEAR).hasSizeGreaterThan(cuts.size() / 2);
    }

    @Test
    void whatIsHeldHasEveryFate() {
        assertThat(cuts(7).stream().map(Cut::late).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Cut.Late.values());
    }

    private static List<Cut> cuts(long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> Cut.draw(random)).limit(200).toList();
    }

    private static Set<Cut.Kind> kinds(List<Cut> cuts) {
        return cuts.stream().map(Cut::kind).collect(Collectors.toSet());
    }
}
