// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.outcome;

import static io.posthorn.history.kept.TestRows.onDevice;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.ReceiptState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void countsEachDeviceOnceByWhatItEndedIn() {
        Tally tally = new Tally();

        Standing.of(List.of(
                        onDevice("a", ReceiptState.RECEIPT_STATE_DELIVERED, 1),
                        onDevice("a", ReceiptState.RECEIPT_STATE_READ, 2),
                        onDevice("b", ReceiptState.RECEIPT_STATE_EXPIRED, 1),
                        onDevice("b", ReceiptState.RECEIPT_STATE_DELIVERED, 2),
                        onDevice("c", ReceiptState.RECEIPT_STATE_EXPIRED, 1),
                        onDevice("d", ReceiptState.RECEIPT_STATE_SKIPPED, 1, "overflow")))
                .forEach(tally::add);

        assertThat(tally.users()).isEqualTo(1);
        assertThat(tally.devices(Outcome.DELIVERED)).isEqualTo(2);
        assertThat(tally.devices(Outcome.READ)).isEqualTo(1);
        assertThat(tally.devices(Outcome.EXPIRED)).isEqualTo(1);
        assertThat(tally.skipped()).isEqualTo(Map.of("overflow", 1L));
    }

    @Test
    void ofNothingIsNothing() {
        assertThat(new Tally().users()).isZero();
        assertThat(new Tally().devices(Outcome.DELIVERED)).isZero();
        assertThat(new Tally().skipped()).isEmpty();
    }
}
