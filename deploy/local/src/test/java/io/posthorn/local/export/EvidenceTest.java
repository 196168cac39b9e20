// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1, PATHS",
        "2, 2, LEAVES",
        "1, 4096, PATHS",
        "2, 4096, LEAVES",
        "2, 4097, PATHS",
        "2, 10000, PATHS",
        "3, 10000, PATHS",
        "4, 10000, LEAVES",
        "20, 67108864, PATHS",
        "16384, 67108864, PATHS",
        "16385, 67108864, LEAVES",
        "1000000, 67108864, LEAVES"
    })
    void whatTakesFewerRequestsIsKept(long rows, long leaves, Evidence kept) {
        assertThat(Evidence.of(rows, leaves)).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"1", "1000000", "67108865"})
    void aTreeThatIsTooLargeToBeLookedThroughNeedsPathsForAnyNumberOfRows(long rows) {
        assertThat(Evidence.of(rows, 67_108_865)).isEqualTo(Evidence.PATHS);
        assertThat(Evidence.of(rows, Long.MAX_VALUE - 4_096)).isEqualTo(Evidence.PATHS);
    }
}
