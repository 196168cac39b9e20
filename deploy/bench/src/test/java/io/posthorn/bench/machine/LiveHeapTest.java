// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.bench.machine.LiveHeap.Growth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveHeapTest {

    private static final String HISTOGRAM = """
            4711:
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:         38034        3651744  [B (java.base@17.0.15)
               2:           100          12000  io.posthorn.Connection
               3:             1             16  io.posthorn.Connection
            Total         38135        3663760
            """;

    @Test
    void the_total_is_the_last_line() {
        assertThat(LiveHeap.parse(HISTOGRAM))
                .isEqualTo(new LiveHeap(3_663_760, Map.of("[B", 3_651_744L, "io.posthorn.Connection", 12_016L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4711:\nOperation not permitted", "   1:   1   16  A\n"})
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> LiveHeap.parse(text));
    }

    @Test
    void heaps_add_up() {
        LiveHeap one = new LiveHeap(100, Map.of("A", 60L, "B", 40L));

        assertThat(one.plus(new LiveHeap(10, Map.of("B", 1L, "C", 9L))))
                .isEqualTo(new LiveHeap(110, Map.of("A", 60L, "B", 41L, "C", 9L)));
        assertThat(LiveHeap.NONE.plus(one)).isEqualTo(one);
    }

    @Test
    void what_has_grown_most_comes_first_and_what_has_shrunk_does_not_come() {
        LiveHeap before = new LiveHeap(0, Map.of("A", 100L, "B", 100L, "D", 5L));
        LiveHeap after = new LiveHeap(0, Map.of("A", 110L, "B", 50L, "C", 70L, "D", 5L));

        assertThat(after.growthSince(before, 5)).containsExactly(new Growth("C", 70), new Growth("A", 10));
        assertThat(after.growthSince(before, 1)).containsExactly(new Growth("C", 70));
        assertThat(before.growthSince(before, 5)).isEmpty();
    }
}
