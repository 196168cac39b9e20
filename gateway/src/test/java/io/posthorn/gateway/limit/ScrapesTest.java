// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.gateway.address.Address;
import org.junit.jupiter.api.Test;

class ScrapesTest {

    private final Scrapes scrapes = new Scrapes();

    @Test
    void oneAddressHasTwoAtOnce() {
        assertThat(scrapes.enter(address(1))).isTrue();
        assertThat(scrapes.enter(address(1))).isTrue();
        assertThat(scrapes.enter(address(1))).isFalse();
        assertThat(scrapes.enter(address(2))).isTrue();

        scrapes.leave(address(1));

        assertThat(scrapes.enter(address(1))).isTrue();
    }

    @Test
    void allTogetherHaveSixteen() {
        for (int i = 0; i < 16; i++) {
            assertThat(scrapes.enter(address(i))).isTrue();
        }
        assertThat(scrapes.enter(address(100))).isFalse();

        scrapes.leave(address(7));

        assertThat(scrapes.enter(address(100))).isTrue();
    }

    @Test
    void nothingIsKeptOfWhoHasLeft() {
        scrapes.enter(address(1));
        scrapes.enter(address(1));
        scrapes.leave(address(1));
        scrapes.leave(address(1));

        assertThat(scrapes.addresses()).isZero();
    }

    private static Address address(int last) {
        return Address.parse("203.0.113." + last).orElseThrow();
    }
}
