// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberedIdsTest {

    @Test
    void areTheIdAsItIsForOne() {
        assertThat(NumberedIds.of("o-17", 1)).containsExactly("o-17");
    }

    @Test
    void areAllDifferentForMore() {
        assertThat(NumberedIds.of("o-17", 3)).containsExactly("o-17-1", "o-17-2", "o-17-3");
    }
}
