// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @Test
    void aNameIsItself() {
        Names names = new Names(List.of("orders", "billing"));

        assertThat(names.have("orders")).isTrue();
        assertThat(names.have("billing")).isTrue();
        assertThat(names.have("order")).isFalse();
        assertThat(names.have("orders2")).isFalse();
        assertThat(names.have("Orders")).isFalse();
        assertThat(names.have("")).isFalse();
    }

    @Test
    void aStarAtTheEndIsWhateverFollows() {
        Names names = new Names(List.of("shop.*"));

        assertThat(names.have("shop.eu")).isTrue();
        assertThat(names.have("shop.")).isTrue();
        assertThat(names.have("shop")).isFalse();
        assertThat(names.have("workshop.eu")).isFalse();
    }

    @Test
    void aStarAloneIsEveryName() {
        assertThat(Names.ALL.have("anything")).isTrue();
        assertThat(Names.ALL.have("*")).isTrue();
    }

    @Test
    void anEmptyListIsNone() {
        assertThat(new Names(List.of()).have("orders")).isFalse();
        assertThat(new Names(List.of())).hasToString("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*orders", "or*ders", "**", "shop.*.eu"})
    void whatIsNoNameIsRefused(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Names(List.of("orders", pattern)))
                .withMessageContaining("\"" + pattern + "\"");
    }

    @Test
    void onlyAFewAreShown() {
        assertThat(new Names(Collections.nCopies(11, "a")).toString()).endsWith("a, …");
        assertThat(new Names(Collections.nCopies(10, "a")).toString()).endsWith("a, a");
    }
}
