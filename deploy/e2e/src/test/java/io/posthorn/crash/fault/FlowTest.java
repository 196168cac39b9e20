// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Notification;
import io.posthorn.crash.evidence.Identity;
import io.posthorn.crash.evidence.Ledger;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowTest {

    private final Ledger ledger = new Ledger();
    private final Flow flow = new Flow(ledger, List.of("probe-1", "probe-2"));

    @Test
    void itReachesAllWhenEachProbeHasSomethingNew() {
        flow.arrived("probe-1", sentAt(101));
        assertThat(flow.reachesAllSince(100)).isFalse();

        flow.arrived("probe-2", sentAt(102));
        assertThat(flow.reachesAllSince(100)).isTrue();
    }

    @Test
    void whatWasSentBeforeDoesNotCountHoweverLateItComes() {
        flow.arrived("probe-1", sentAt(99));
        flow.arrived("probe-2", sentAt(102));

        assertThat(flow.reachesAllSince(100)).isFalse();
    }

    @Test
    void anOldMessageAfterANewOneTakesNothingBack() {
        flow.arrived("probe-1", sentAt(101));
        flow.arrived("probe-2", sentAt(101));
        flow.arrived("probe-2", sentAt(50));

        assertThat(flow.reachesAllSince(100)).isTrue();
    }

    @Test
    void whatNobodySentDoesNotCount() {
        flow.arrived("probe-1", sentAt(101));
        flow.arrived("probe-2", new Identity("test", "unknown"));

        assertThat(flow.reachesAllSince(100)).isFalse();
    }

    private Identity sentAt(long moment) {
        Notification notification =
                Notification.newBuilder().setSource("test").setId("n-" + moment).build();
        ledger.begun(notification, moment);
        return Identity.of(notification);
    }
}
