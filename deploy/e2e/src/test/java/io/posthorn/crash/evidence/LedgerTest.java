// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Notification;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final Notification SENT =
            Notification.newBuilder().setSource("test").setId("n-1").build();
    private static final Identity IDENTITY = Identity.of(SENT);

    private final Ledger ledger = new Ledger();

    @Test
    void untilKafkaHasItNothingIsKnown() {
        ledger.begun(SENT, 5);

        assertThat(entry().isAcked()).isFalse();
        assertThat(entry().times().begunAt()).isEqualTo(5);
    }

    @Test
    void theFirstAcknowledgementCounts() {
        ledger.begun(SENT, 5);
        ledger.acked(IDENTITY, 7);
        ledger.begun(SENT, 8);
        ledger.acked(IDENTITY, 9);

        assertThat(entry().times()).isEqualTo(new Entry.Times(5, 7));
        assertThat(entry().sendings()).isEqualTo(2);
    }

    @Test
    void anAcknowledgementOfSomethingElseChangesNothing() {
        ledger.begun(SENT, 5);
        ledger.acked(new Identity("test", "n-2"), 7);

        assertThat(entry().isAcked()).isFalse();
        assertThat(ledger.all()).hasSize(1);
    }

    private Entry entry() {
        return ledger.find(IDENTITY).orElseThrow();
    }
}
