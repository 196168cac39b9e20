// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import io.posthorn.crash.check.Finding;
import io.posthorn.crash.check.Invariant;
import io.posthorn.crash.evidence.Connection;
import io.posthorn.crash.evidence.DeviceLog;
import io.posthorn.crash.evidence.Evidence;
import io.posthorn.crash.evidence.Facts;
import io.posthorn.crash.evidence.Frame;
import io.posthorn.crash.evidence.Identity;
import io.posthorn.crash.evidence.Ledger;
import io.posthorn.crash.fault.Fault;
import io.posthorn.crash.fault.Strike;
import io.posthorn.crash.fault.Struck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    private static final Notification SENT = Notification.newBuilder()
            .setSource("test")
            .setId("n-1")
            .setTarget(Target.newBuilder().setUsers(UserList.newBuilder().addUsers("probe-1")))
            .build();
    private static final Finding MISSING = new Finding(Invariant.MISSING, "user-1/phone", "n-1");

    private final Ledger ledger = new Ledger();

    @Test
    void withoutFindingsEverythingIsZeroAndRight() {
        Report report = report(20_000);

        assertThat(report.isRight()).isTrue();
        assertThat(report.counts())
                .containsOnlyKeys(Invariant.values())
                .allSatisfy((invariant, count) -> assertThat(count).isZero());
    }

    @Test
    void oneFindingIsEnoughToBeWrong() {
        Report report = report(20_000, MISSING);

        assertThat(report.isRight()).isFalse();
        assertThat(report.counts()).containsEntry(Invariant.MISSING, 1L);
        assertThat(report.lines()).contains("! MISSING user-1/phone: n-1");
        assertThat(json(report).path("crash").asString()).isEqualTo("broken");
    }

    @Test
    void aPauseOverItsAimIsMarkedAndIsNoBreach() {
        Report report = report(36_000);

        assertThat(report.isRight()).isTrue();
        assertThat(report.lines()).anyMatch(line -> line.matches("kill gateway +1 +16.0 +15.0 +over"));
    }

    @Test
    void aPauseWithinItsAimIsNotMarked() {
        assertThat(report(21_000).lines()).anyMatch(line -> line.matches("kill gateway +1 +1.0 +15.0"));
    }

    @Test
    void theJsonIsOneLineWithSeedBreachesAndPauses() {
        Report report = report(21_500);

        assertThat(report.json()).doesNotContain("\n");
        assertThat(json(report).path("seed").asInt()).isEqualTo(7);
        assertThat(json(report).path("breaches").path("missing").asInt(-1)).isZero();
        assertThat(json(report).path("longestPauseMs").path("kill gateway").asInt())
                .isEqualTo(1_500);
        assertThat(json(report).path("delivered").asInt()).isEqualTo(1);
    }

    @Test
    void whatWasSentBeforeTheProbesWereWatchedIsNoPause() {
        ledger.begun(SENT, 20_000);
        ledger.acked(Identity.of(SENT), 20_000);
        Evidence evidence = new Evidence(ledger.all(), List.of(), noFacts(), 4);

        assertThat(Arrival.of(evidence, new Watched(Set.of("probe-1"), 30_000))).isEmpty();
    }

    private Report report(long arrived, Finding... findings) {
        ledger.begun(SENT, 19_990);
        ledger.acked(Identity.of(SENT), 20_000);
        Frame frame = new Frame.Message("c", "", Identity.of(SENT), 0, false, arrived);
        Connection connection = new Connection(
                new Connection.Begin("gateway", "", 0),
                new Connection.Course(Optional.empty(), Optional.empty()),
                List.of(frame),
                List.of(),
                Connection.Reads.NONE,
                List.of());
        Evidence evidence = new Evidence(
                ledger.all(), List.of(new DeviceLog("probe-1", "probe", List.of(connection))), noFacts(), 4);
        Strike strike = new Strike(Strike.Kind.KILL, "gateway-1", Duration.ZERO, Duration.ZERO);
        Struck struck = new Struck(new Fault(List.of(strike)), 19_000, 40_000, 50_000);
        return new Report(7, evidence, List.of(struck), List.of(findings), new Watched(Set.of("probe-1"), 0));
    }

    private static Facts noFacts() {
        return new Facts(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static JsonNode json(Report report) {
        return JsonMapper.builder().build().readTree(report.json());
    }
}
