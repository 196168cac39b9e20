// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import java.time.LocalDate;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountTest {

    @Test
    void countsOwnAndBroadcastsApart() {
        Count count = Count.NONE.with(kept(0, false)).with(kept(1, true)).with(kept(5, false));

        assertThat(count).isEqualTo(new Count(2, 1, 5));
    }

    @Test
    void readingAgainChangesNothing() {
        Count count = Count.NONE.with(kept(0, false)).with(kept(5, false));

        assertThat(count.with(kept(0, false)).with(kept(5, false))).isEqualTo(count);
        assertThat(count.with(kept(5, true))).isEqualTo(count);
    }

    @Test
    void whereverItIsInterruptedItComesOutTheSame() {
        Random random = new Random(3);
        Count whole = count(Count.NONE, 0, 100);
        for (int round = 0; round < 200; round++) {
            int written = random.nextInt(100);
            int committed = random.nextInt(written + 1);

            Count interrupted = count(Count.NONE, 0, written);

            assertThat(count(interrupted, committed, 100)).isEqualTo(whole);
        }
    }

    @Test
    void whoHasCountedFurtherWins() {
        Count early = count(Count.NONE, 0, 10);
        Count late = count(Count.NONE, 0, 20);

        assertThat(late.precedence()).isGreaterThan(early.precedence());
        assertThat(Count.NONE.with(kept(0, false)).precedence()).isPositive();
    }

    private static Count count(Count from, int first, int end) {
        return IntStream.range(first, end)
                .mapToObj(offset -> kept(offset, offset % 3 == 0))
                .reduce(from, Count::with, (one, other) -> other);
    }

    private static Kept kept(long offset, boolean broadcast) {
        Kept.Cell cell = new Kept.Cell(LocalDate.of(2026, 11, 20), "chat", 0);
        return new Kept(cell, Positions.of(1, offset, 0), broadcast, offset);
    }
}
