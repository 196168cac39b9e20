// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserOrderTest {

    /** U+E000 and U+FF5E are above surrogates in Java's order and below U+1F600 in UTF-8. */
    private static final List<String> USERS = List.of(
            "", "A", "a", "a-", "a1", "aa", "b", "ü", "\uE000", "\uFF5E", "\uFF5Ea", "\uD83D\uDE00", "\uD83D\uDE00a");

    @Test
    void isThatOfTheBytesInCassandra() {
        List<String> byBytes = new ArrayList<>(USERS);
        byBytes.sort((a, b) ->
                Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
        List<String> sorted = new ArrayList<>(USERS);
        Collections.shuffle(sorted);
        sorted.sort(UserOrder.ASCENDING.comparator());

        assertThat(sorted).isEqualTo(byBytes).isEqualTo(USERS);
    }

    @Test
    void isTheReverseDownwards() {
        List<String> sorted = new ArrayList<>(USERS);
        sorted.sort(UserOrder.DESCENDING.comparator());
        Collections.reverse(sorted);

        assertThat(sorted).isEqualTo(USERS);
    }
}
