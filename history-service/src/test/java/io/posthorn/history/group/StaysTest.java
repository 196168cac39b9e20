// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaysTest {

    private static final int ALL = 1_000;

    private record Said(boolean member, Instant at) {}

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMemberIsOneFromJoiningToLeaving(boolean newestFirst) {
        assertThat(stays(ALL, newestFirst, joined(10), left(30))).containsExactly(stay(10, 30));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoJoinsAgainStaysSinceTheFirstTimeAndWhoLeavesAgainLeftTheFirstTime(boolean newestFirst) {
        assertThat(stays(ALL, newestFirst, joined(10), joined(20), left(30), left(40), joined(50), joined(60)))
                .containsExactly(staying(50), stay(10, 30));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoLeavesWithoutHavingJoinedWasNotThere(boolean newestFirst) {
        assertThat(stays(ALL, newestFirst, left(10), left(30))).isEmpty();
        assertThat(stays(ALL, newestFirst)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNewestAreKept(boolean newestFirst) {
        Said[] changes = {joined(10), left(20), joined(30), left(40), joined(50)};

        assertThat(stays(2, newestFirst, changes)).containsExactly(staying(50), stay(30, 40));
        assertThat(stays(1, newestFirst, changes)).containsExactly(staying(50));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void bothDirectionsSayTheSame(long seed) {
        Random random = new Random(seed);
        for (int length = 0; length < 50; length++) {
            Said[] changes = new Said[length];
            for (int i = 0; i < length; i++) {
                changes[i] = new Said(random.nextBoolean(), Instant.ofEpochSecond(i));
            }
            List<Stay> all = stays(ALL, false, changes);
            assertThat(stays(ALL, true, changes)).isEqualTo(all).hasSize(joinings(changes));
            assertThat(stays(3, true, changes))
                    .isEqualTo(stays(3, false, changes))
                    .isEqualTo(all.subList(0, Math.min(3, all.size())));
        }
    }

    @Test
    void ofManyThousandTheNewestAreKept() {
        Stays stays = new Stays(100, false);
        for (int i = 0; i < 100_000; i++) {
            stays.add(i % 2 == 0, Instant.ofEpochSecond(i));
        }

        assertThat(stays.newestFirst()).hasSize(100).first().isEqualTo(stay(99_998, 99_999));
    }

    private static int joinings(Said... changes) {
        boolean member = false;
        int joinings = 0;
        for (Said each : changes) {
            joinings += each.member && !member ? 1 : 0;
            member = each.member;
        }
        return joinings;
    }

    private static List<Stay> stays(int most, boolean newestFirst, Said... oldestFirst) {
        List<Said> changes = new ArrayList<>(List.of(oldestFirst));
        if (newestFirst) {
            Collections.reverse(changes);
        }
        Stays stays = new Stays(most, newestFirst);
        changes.forEach(each -> stays.add(each.member, each.at));
        return stays.newestFirst();
    }

    private static Said joined(int second) {
        return new Said(true, Instant.ofEpochSecond(second));
    }

    private static Said left(int second) {
        return new Said(false, Instant.ofEpochSecond(second));
    }

    private static Stay stay(int from, int to) {
        return new Stay(Instant.ofEpochSecond(from), Optional.of(Instant.ofEpochSecond(to)));
    }

    private static Stay staying(int from) {
        return new Stay(Instant.ofEpochSecond(from), Optional.empty());
    }
}
