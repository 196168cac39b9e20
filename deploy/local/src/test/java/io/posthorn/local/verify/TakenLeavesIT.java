// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TakenLeavesIT {

    @Test
    void aLeafIsTakenOnceHoweverFarIntoTheTree() throws IOException {
        long[] leaves = {0, 1, 7, 8, 9, 1L << 20, Integer.MAX_VALUE, 1L + Integer.MAX_VALUE, 1L << 36};
        try (TakenLeaves taken = new TakenLeaves()) {
            for (long each : leaves) {
                assertThat(taken.take(each)).as("%d", each).isTrue();
            }
            for (long each : leaves) {
                assertThat(taken.take(each)).as("%d again", each).isFalse();
                assertThat(taken.take(each + 2)).as("%d", each + 2).isEqualTo(each != 7);
            }
        }
    }
}
