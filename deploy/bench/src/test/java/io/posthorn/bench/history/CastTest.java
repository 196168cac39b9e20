// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CastTest {

    private static final int USERS = 7;

    private final Cast cast = new Cast(new HistoryPlan.Messages(100, USERS, 30, 200, 30));

    @Test
    void everyMessageIsOneUsersAndEachUserKnowsTheirs() {
        List<Integer> all = new ArrayList<>();
        for (int user = 0; user <= USERS; user++) {
            int whose = user;
            int[] numbers = cast.of(user);
            assertThat(numbers).isSorted();
            assertThat(Arrays.stream(numbers)).allMatch(number -> cast.user(number) == whose);
            Arrays.stream(numbers).forEach(all::add);
        }

        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void theHeavyUserHasWhatIsPlannedSpreadOverAll() {
        assertThat(cast.name(USERS)).isEqualTo(Cast.HEAVY);
        assertThat(cast.of(USERS)).hasSize(30).startsWith(0, 3, 6).endsWith(87);
    }

    @Test
    void theHeavyUserMayHaveAll() {
        Cast alone = new Cast(new HistoryPlan.Messages(5, 2, 5, 10, 1));

        assertThat(alone.of(2)).containsExactly(0, 1, 2, 3, 4);
        assertThat(alone.of(0)).isEmpty();
    }

    @Test
    void aBodyIsAlwaysTheSameAndOfTheSizeThatIsPlanned() {
        assertThat(cast.body(17)).isEqualTo(cast.body(17)).hasSize(200).isNotEqualTo(cast.body(18));
        assertThat(new Cast(new HistoryPlan.Messages(1, 1, 1, 0, 1)).body(0)).isEmpty();
    }
}
