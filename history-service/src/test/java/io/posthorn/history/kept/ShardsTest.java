// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardsTest {

    @Test
    void usersAreSpreadEvenly() {
        var sizes = IntStream.range(0, 100_000)
                .mapToObj(i -> Shards.of("user-" + i))
                .collect(Collectors.groupingBy(shard -> shard, Collectors.counting()));

        assertThat(sizes.keySet()).hasSize(Shards.COUNT).allMatch(shard -> shard >= 0 && shard < Shards.COUNT);
        assertThat(sizes.values()).allMatch(size -> size < 100_000 / Shards.COUNT * 2);
    }

    @Test
    void aUserStaysWhereItIs() {
        assertThat(Shards.of("")).isZero();
        assertThat(Shards.of("user-1")).isEqualTo(Shards.of("user-1")).isEqualTo(USER_1);
    }

    /** Rows that are written stand there: this number is for ever. */
    private static final int USER_1 = Math.floorMod(io.posthorn.contracts.position.UserHash.of("user-1"), 16);
}
