// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.stored.Order;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {

    private static final Position LAST = Positions.of(1, 17, 1_795_000_000_123L);

    @ParameterizedTest
    @EnumSource(Order.class)
    void comesBackAsItWent(Order order) {
        for (int filter : new int[] {0, 1, -1, Integer.MIN_VALUE, 77}) {
            PageToken token = new PageToken(order, filter, LAST);

            assertThat(PageToken.decode("user-1", token.encode("user-1"))).contains(token);
        }
    }

    @Test
    void isNoTokenOfAnotherUser() {
        String token = new PageToken(Order.NEWEST_FIRST, 77, LAST).encode("user-1");

        assertThat(PageToken.decode("user-2", token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "d",
                "x",
                "%%%",
                "dAAAA",
                "d.",
                "d.0000",
                "d.0000000g",
                "d.00000001",
                "\u0000",
                "null",
                "next"
            })
    void garbageIsNoToken(String text) {
        assertThat(PageToken.decode("user-1", text)).isEmpty();
    }

    @Test
    void whateverIsChangedInItIsNoTokenOrOneOfThisUser() {
        String token = new PageToken(Order.NEWEST_FIRST, 77, LAST).encode("user-1");
        Random random = new Random(7);
        for (int round = 0; round < 10_000; round++) {
            char[] changed = token.toCharArray();
            changed[random.nextInt(changed.length)] = (char) random.nextInt(256);

            PageToken.decode("user-1", new String(changed))
                    .ifPresent(decoded -> assertThat(decoded.last().getOffset()).isNotNegative());
        }
    }
}
