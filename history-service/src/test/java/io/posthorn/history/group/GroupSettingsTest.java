// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupSettingsTest {

    private static final long LONGEST_ID = 128 * 3;
    private static final long BESIDE_IT = 66;

    @Test
    void theLargestSliceHasLessThan100Megabytes() {
        assertThat(new GroupSettings(200_000).sliceRecords() * (LONGEST_ID + BESIDE_IT))
                .isLessThan(100_000_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 200_001, Integer.MAX_VALUE})
    void aSliceThatPassesItIsRefusedWithTheRule(int records) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroupSettings(records))
                .withMessage("posthorn.history.groups.slice-records is %d, allowed: 1 to 200000", records);
    }
}
