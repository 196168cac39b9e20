// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Notification;
import io.posthorn.crash.evidence.Connection;
import io.posthorn.crash.evidence.ConnectionLog;
import io.posthorn.crash.evidence.DeviceLog;
import io.posthorn.crash.evidence.Entry;
import io.posthorn.crash.evidence.Frame;
import io.posthorn.crash.evidence.Identity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DelaysTest {

    private final Map<Identity, Entry> ledger = new HashMap<>();
    private final ConnectionLog connection = new ConnectionLog(new Connection.Begin("gateway-1", "", 0));

    @Test
    void fromTheSendingToTheFirstArrival() {
        sent("a", 1_000);
        arrived("a", 1_030);
        arrived("a", 1_900);

        assertThat(delays(0, 2_000).sorted()).containsExactly(30);
    }

    @Test
    void ofWhatWasSentInTheTimeAlone() {
        sent("before", 999);
        sent("first", 1_000);
        sent("after", 2_000);
        arrived("before", 1_500);
        arrived("first", 3_000);
        arrived("after", 2_001);

        assertThat(delays(1_000, 2_000).sorted()).containsExactly(2_000);
    }

    @Test
    void whatNeverCameHasNone() {
        sent("a", 1_000);

        assertThat(delays(0, 2_000).sorted()).isEmpty();
        assertThat(delays(0, 2_000).at(0.5)).isZero();
    }

    @Test
    void aFewMillisecondsMoreAreLikeBeforeAndSecondsAreNot() {
        Delays before = new Delays(new long[] {5, 10, 100});

        assertThat(new Delays(new long[] {6, 60, 700}).areLike(before)).isTrue();
        assertThat(new Delays(new long[] {6, 90, 700}).areLike(before)).isFalse();
        assertThat(new Delays(new long[] {6, 10, 900}).areLike(before)).isFalse();
    }

    private Delays delays(long from, long until) {
        return Delays.of(ledger, List.of(new DeviceLog("user-1", "phone", List.of(connection.read()))), from, until);
    }

    private void sent(String id, long at) {
        Entry entry = Entry.begun(
                Notification.newBuilder().setId(id).setSource("test").build(), Set.of("user-1"), at);
        ledger.put(entry.identity(), entry);
    }

    private void arrived(String id, long at) {
        Identity identity = Identity.of(
                Notification.newBuilder().setId(id).setSource("test").build());
        connection.received(new Frame.Message("cursor", "prev", identity, 0, false, at));
    }
}
