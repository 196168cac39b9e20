// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.gateway.address.Address;
import org.junit.jupiter.api.Test;

class NewcomerTest {

    private final Newcomer newcomer = new Newcomer(Address.UNKNOWN, true, 0, 1_000);

    @Test
    void hasItsTimeForARequest() {
        assertThat(newcomer.isLate(10_999, 10_000)).isFalse();
        assertThat(newcomer.isLate(11_000, 10_000)).isTrue();
    }

    @Test
    void bytesAreNoRequest() {
        assertThat(newcomer.seen(0, 9_000).isLate(11_000, 10_000)).isTrue();
    }

    @Test
    void aRequestGivesItTimeForTheNext() {
        Newcomer seen = newcomer.seen(1, 9_000);

        assertThat(seen.isLate(18_999, 10_000)).isFalse();
        assertThat(seen.seen(1, 18_999).isLate(19_000, 10_000)).isTrue();
    }
}
