// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResidentMemoryTest {

    @Test
    void kilobytes_are_1024_bytes() {
        assertThat(ResidentMemory.parse("""
                        55e5a9a4a000-7ffd7b9f2000 ---p 00000000 00:00 0                          [rollup]
                        Rss:              123456 kB
                        Pss:              100000 kB
                        Shared_Clean:      20000 kB
                        """)).isEqualTo(123_456L * 1_024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Pss: 1 kB", "Rss: 1 MB", "Rss:"})
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ResidentMemory.parse(text));
    }
}
