// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.crash.evidence.Identity;
import io.posthorn.crash.fault.Fault;
import io.posthorn.crash.fault.Strike;
import io.posthorn.crash.fault.Struck;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PausesTest {

    private static final Struck GATEWAY = struck("gateway-1", 10_000, 20_000);
    private static final Struck KAFKA = struck("Kafka", 30_000, 50_000);

    @Test
    void aMessageThatNoFaultTouchesIsUndisturbed() {
        assertThat(longest(List.of(arrival(22_000, 22_050)), GATEWAY, KAFKA))
                .contains(pause(Pauses.UNDISTURBED, 0, 50), pause("kill gateway", 1, 0), pause("kill kafka", 1, 0));
    }

    @Test
    void theLongestUnderAFaultCounts() {
        assertThat(longest(List.of(arrival(11_000, 14_000), arrival(12_000, 13_000)), GATEWAY))
                .contains(pause("kill gateway", 1, 3_000));
    }

    @Test
    void aMessageThatWasOnItsWayWhenTheFaultCameCountsToTheFault() {
        assertThat(longest(List.of(arrival(9_900, 10_500)), GATEWAY)).contains(pause("kill gateway", 1, 600));
    }

    @Test
    void ofTwoFaultsTheLastOneThatTouchesItCounts() {
        assertThat(longest(List.of(arrival(19_000, 31_000)), GATEWAY, KAFKA))
                .contains(pause("kill gateway", 1, 0), pause("kill kafka", 1, 12_000));
    }

    @Test
    void faultsOfOneKindAreOneLine() {
        assertThat(longest(
                        List.of(arrival(11_000, 12_000), arrival(61_000, 61_500)),
                        GATEWAY,
                        struck("gateway-2", 60_000, 70_000)))
                .contains(pause("kill gateway", 2, 1_000));
    }

    @Test
    void aMessageThatNeverCameIsTheLongest() {
        assertThat(longest(List.of(arrival(11_000, Arrival.NEVER)), GATEWAY))
                .contains(pause("kill gateway", 1, Arrival.NEVER));
    }

    @Test
    void aFaultFromWhichNothingRecoveredHasNoEnd() {
        assertThat(longest(List.of(arrival(99_000, 99_900)), struck("gateway-1", 10_000, 0)))
                .contains(pause("kill gateway", 1, 900));
    }

    @Test
    void aMessageMayArriveBeforeItsProducerHearsOfIt() {
        assertThat(arrival(10, 5).pause()).isZero();
    }

    private static List<Pauses.Pause> longest(List<Arrival> arrivals, Struck... faults) {
        return Pauses.longest(arrivals, List.of(faults));
    }

    private static Pauses.Pause pause(String kind, int faults, long millis) {
        return new Pauses.Pause(kind, faults, millis);
    }

    private static Arrival arrival(long acked, long arrived) {
        return new Arrival(new Identity("test", "n"), acked, arrived);
    }

    private static Struck struck(String target, long begun, long recovered) {
        Strike strike = new Strike(Strike.Kind.KILL, target, Duration.ZERO, Duration.ZERO);
        return new Struck(new Fault(List.of(strike)), begun, begun + 1_000, recovered);
    }
}
