// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

    @Test
    void what_is_written_is_read() {
        assertThat(Order.parse(Order.STATUS)).isNotNull();
        assertThat(Order.parse(Order.LEAVE)).isNotNull();
        assertThat(Order.parse(Order.FORGET)).isNotNull();
        assertThat(Order.parse(Order.open(19_000, 256))).isNotNull();
        assertThat(Order.parse(Order.openAtRate(5_000, 200, 123))).isNotNull();
        assertThat(Order.parse(Order.timesToResumed())).isNotNull();
        assertThat(Order.parse(Order.timesOf("b1"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "open", "open 5", "open 5 x", "open 0 5", "open 5 -1", "rate 5 5", "status now", "stop"})
    void anything_else_is_refused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> Order.parse(line));
    }
}
