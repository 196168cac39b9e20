// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.ReceiptState;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptLevelTest {

    @ParameterizedTest
    @CsvSource({
        "ALL, ACCEPTED REJECTED DUPLICATE ROUTED PENDING DELIVERED READ EXPIRED SKIPPED",
        "FINAL, REJECTED DUPLICATE PENDING DELIVERED READ EXPIRED SKIPPED",
        "NONE, REJECTED DUPLICATE"
    })
    void coversTheseStatesAndNoOther(ReceiptLevel level, String states) {
        Set<String> covered = Set.of(states.split(" "));

        assertThat(Arrays.stream(ReceiptState.values())
                        .filter(state -> state != ReceiptState.RECEIPT_STATE_UNSPECIFIED)
                        .filter(state -> state != ReceiptState.UNRECOGNIZED))
                .allSatisfy(state -> assertThat(level.covers(state))
                        .as("%s covers %s", level, state)
                        .isEqualTo(covered.contains(state.name().substring("RECEIPT_STATE_".length()))));
    }
}
