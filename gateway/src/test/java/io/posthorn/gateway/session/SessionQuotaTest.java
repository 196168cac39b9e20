// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import static io.posthorn.gateway.session.TestSessions.BEGAN;
import static io.posthorn.gateway.session.TestSessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.session.Revocations;
import io.posthorn.contracts.session.SessionRules;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionQuotaTest {

    private static final int MOST = 2;

    private final SessionTable table = new SessionTable(new Revocations(Duration.ofDays(30)));
    private final SessionQuota quota = new SessionQuota(
            table,
            new SessionSettings(
                    Duration.ofMinutes(30), Duration.ofHours(12), Duration.ofMinutes(1), Duration.ofMillis(500), MOST));

    @Test
    void aUserHasSoManyAndNoMore() {
        begin("s");
        begin("t");

        assertThat(quota.admit("user-1", BEGAN)).isFalse();
        assertThat(quota.admit("user-2", BEGAN)).isTrue();
    }

    /** While the log has not taken the first. */
    @Test
    void manyThatComeAtTheSameMomentAreNoWayAround() {
        assertThat(quota.admit("user-1", BEGAN)).isTrue();
        assertThat(quota.admit("user-1", BEGAN)).isTrue();

        assertThat(quota.admit("user-1", BEGAN)).isFalse();
    }

    @Test
    void whatDidNotComeAboutLeavesItsPlace() {
        quota.admit("user-1", BEGAN);
        quota.admit("user-1", BEGAN);
        quota.arrived("user-1");

        assertThat(quota.admit("user-1", BEGAN)).isTrue();
        assertThat(quota.admit("user-1", BEGAN)).isFalse();
    }

    @Test
    void whatHasEndedLeavesItsPlace() {
        begin("s");
        begin("t");
        table.apply(SessionRules.key("s"), null, BEGAN);

        assertThat(quota.admit("user-1", BEGAN)).isTrue();
    }

    @Test
    void toBeginAndEndThemIsNoWayAround() {
        int begun = 0;
        while (begun < 1_000 && quota.admit("user-1", BEGAN)) {
            String id = "s-" + begun++;
            table.put(session(id).build(), BEGAN);
            quota.arrived("user-1");
            table.apply(SessionRules.key(id), null, BEGAN);
        }

        assertThat(begun).isEqualTo(8 * MOST);
    }

    private void begin(String id) {
        assertThat(quota.admit("user-1", BEGAN)).isTrue();
        table.put(session(id).build(), BEGAN);
        quota.arrived("user-1");
    }
}
