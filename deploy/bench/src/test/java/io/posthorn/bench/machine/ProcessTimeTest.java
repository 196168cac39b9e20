// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessTimeTest {

    private static final String JAVA =
            "4711 (java) S 4700 4700 4650 34816 4700 1077936128 178214 0 31 0 1234 567 0 0 20 0 83 0 5219830 8123305984 97822"
                    + " 18446744073709551615 94693054713856 94693054733737 140735556861184 0 0 0 4 2 16800975 0 0 0 17 1 0 0 0 0 0"
                    + " 94693054749744 94693054751360 94693682851840 140735556868629 140735556868649 140735556868649 140735556870123 0\n";

    @Test
    void user_and_system_time_are_added() {
        assertThat(ProcessTime.parse(JAVA)).isEqualTo(Duration.ofMillis(18_010));
    }

    @Test
    void a_name_may_hold_spaces_and_parentheses() {
        assertThat(ProcessTime.parse(JAVA.replace("(java)", "(a) S 1 (b c)"))).isEqualTo(Duration.ofMillis(18_010));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4711 java S 1 2", "4711 (java) S 1 2 3 4 5 6 7 8 9 10 11"})
    void anything_else_is_refused(String line) {
        assertThatThrownBy(() -> ProcessTime.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/proc/<pid>/stat");
    }
}
