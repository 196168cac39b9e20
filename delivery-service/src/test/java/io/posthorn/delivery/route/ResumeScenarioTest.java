// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Recovered;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.contracts.v1.ResumeFrom;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeScenarioTest {

    private static final java.time.Duration SWEEP = java.time.Duration.ofSeconds(5);

    @TempDir
    Path directory;

    private RouterScenario router;

    @BeforeEach
    void start() {
        router = new RouterScenario(directory);
    }

    @AfterEach
    void stop() {
        router.close();
    }

    @Test
    void theFirstDeviceGetsAllThatWaits() {
        router.message();
        router.message();

        router.connect("phone", "c1");

        assertThat(router.hints.get(0).getResumed().getPending()).isEqualTo(2);
        assertThat(router.sent()).containsExactly("resumed", "n-1", "n-2", "caughtUp");
    }

    @Test
    void aFurtherDeviceStartsAtTheEnd() {
        router.connect("phone", "c1");
        router.message();
        router.sent();

        router.connect("laptop", "c2");
        router.message();

        assertThat(router.sent()).containsExactly("resumed", "caughtUp", "n-2", "n-2");
    }

    @Test
    void aFurtherDeviceMayAskForTheEarliest() {
        router.connect("phone", "c1");
        router.message();
        router.sent();

        router.connect("laptop", "c2", hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_EARLIEST));

        assertThat(router.sent()).containsExactly("resumed", "n-1", "caughtUp");
    }

    @Test
    void aDeviceContinuesAfterItsLastAck() {
        router.connect("phone", "c1");
        Position first = router.message();
        router.message();
        router.ack("phone", "c1", first);
        router.disconnect("phone", "c1");
        router.message();
        router.sent();

        router.connect("phone", "c2");

        assertThat(router.sent()).containsExactly("resumed", "n-2", "n-3", "caughtUp");
    }

    @Test
    void aCursorAboveTheServersIsAnAck() {
        router.connect("phone", "c1");
        Position first = router.message();
        Position second = router.message();
        router.disconnect("phone", "c1");
        router.receipts();

        router.connect("phone", "c2", from(second));

        assertThat(router.receipts()).containsExactly("DELIVERED n-1 phone", "DELIVERED n-2 phone");
        router.sent();
        router.disconnect("phone", "c2");
        router.connect("phone", "c3", from(first));
        assertThat(router.sent()).as("one below delivers again").containsExactly("resumed", "n-2", "caughtUp");
        router.disconnect("phone", "c3");
        router.connect("phone", "c4");
        assertThat(router.sent()).as("and moves nothing back").containsExactly("resumed", "caughtUp");
    }

    @Test
    void aCursorBeyondTheEndIsTheEnd() {
        router.connect("phone", "c1");
        Position end = router.message();
        router.sent();

        router.connect("phone", "c2", from(Positions.of(1, 1_000_000_000, end.getAppendedAt())));
        router.message();

        assertThat(router.sent()).containsExactly("close 4102", "resumed", "caughtUp", "n-2");
    }

    @Test
    void aCursorThatCannotBeReadContinuesAtTheServersAndSaysSo() {
        router.connect("phone", "c1");
        Position first = router.message();
        router.message();
        router.ack("phone", "c1", first);
        router.disconnect("phone", "c1");
        router.sent();

        router.connect("phone", "c2", hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_UNREADABLE));

        assertThat(router.hints.get(0).getResumed().getRecovered()).isEqualTo(Recovered.RECOVERED_NONE);
        assertThat(router.sent()).containsExactly("resumed", "n-2", "caughtUp");
    }

    @Test
    void aNewConnectionOfADeviceReplacesTheOld() {
        router.connect("phone", "c1");
        router.sent();

        router.connect("phone", "c2");
        router.disconnect("phone", "c1");
        router.message();

        assertThat(router.sent()).containsExactly("close 4102", "resumed", "caughtUp", "n-1");
        assertThat(router.presence())
                .last()
                .satisfies(presence ->
                        assertThat(presence.getDevices(0).getConnection()).isEqualTo("c2"));
    }

    @Test
    void whatExpiredWhileItWaitedIsToldAsSkipped() {
        router.connect("phone", "c1");
        router.disconnect("phone", "c1");
        router.notification(n -> n.setTtl(Duration.newBuilder().setSeconds(60)));
        router.notification(n -> n.setTtl(Duration.newBuilder().setSeconds(60)).setClassName("chat"));
        router.message();
        router.sent();
        router.receipts();
        router.pass(java.time.Duration.ofSeconds(61));
        router.lease("gateway-1", 1);

        router.connect("phone", "c2");

        assertThat(router.hints.get(1).getSkip().getCountsList())
                .extracting(count -> count.getClassName() + " " + count.getCount())
                .containsExactly("chat 1", "system 1");
        assertThat(router.sent()).containsExactly("resumed", "skip", "n-3", "caughtUp");
        assertThat(router.receipts()).containsExactly("EXPIRED n-1 phone", "EXPIRED n-2 phone");
    }

    @Test
    void whatWasSkippedIsNotDelivered() {
        router.connect("phone", "c1");
        router.disconnect("phone", "c1");
        router.notification(n -> n.setTtl(Duration.newBuilder().setSeconds(60)));
        Position last = router.message();
        router.pass(java.time.Duration.ofSeconds(61));
        router.lease("gateway-1", 1);
        router.connect("phone", "c2");
        router.receipts();

        router.ack("phone", "c2", last);

        assertThat(router.receipts()).containsExactly("DELIVERED n-2 phone");
    }

    @Test
    void whatAllDevicesHaveAndHistoryHasLeavesAndIsServedByHistory() {
        Position last = fiveAckedAndPersisted();

        router.connect("laptop", "c2", hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_EARLIEST));

        ReplayRequest asked = router.replays.get(0);
        assertThat(Positions.isStart(asked.getAfter())).isTrue();
        assertThat(asked.getUpTo()).isEqualTo(last);
        assertThat(asked.getMaxMessages()).isEqualTo(128);
        assertThat(router.sent()).containsExactly("resumed");
    }

    @Test
    void historyHandsOverToWhatIsPendingWithoutHoleOrRepeat() {
        Position last = fiveAckedAndPersisted();
        router.connect("laptop", "c2", hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_EARLIEST));
        router.message();
        router.sent();

        router.page("laptop", "c2", Positions.START, last);

        Delivery first = router.hints.get(0);
        assertThat(Positions.same(first.getRecipients(0).getPrev(), last)).isTrue();
        assertThat(router.sent()).containsExactly("n-6", "caughtUp");
    }

    @Test
    void whatTheStoreHasLostIsAskedOfHistoryAndNotPassedOver() {
        router.connect("phone", "c1");
        router.disconnect("phone", "c1");
        Position first = router.message();
        Position lost = router.message();
        router.message();
        router.sent();
        router.lose(lost);

        router.connect("phone", "c2");

        assertThat(router.sent()).containsExactly("resumed", "n-1");
        ReplayRequest asked = router.replays.get(0);
        assertThat(Positions.same(asked.getAfter(), first)).isTrue();
        assertThat(Positions.same(asked.getUpTo(), lost)).isTrue();
        router.page("phone", "c2", first, lost);
        assertThat(router.sent()).containsExactly("n-3", "caughtUp");
    }

    @Test
    void progressThatIsNotWhereTheConnectionStandsDoesNotCount() {
        Position last = fiveAckedAndPersisted();
        router.connect("laptop", "c2", hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_EARLIEST));
        router.sent();

        router.page("laptop", "c2", Positions.of(1, 2, 0), last);
        router.page("laptop", "another", Positions.START, last);

        assertThat(router.sent()).isEmpty();
    }

    @Test
    void aPageThatDoesNotComeIsAskedForAgain() {
        fiveAckedAndPersisted();
        router.connect("laptop", "c2", hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_EARLIEST));
        router.replays.clear();

        router.pass(SWEEP);
        router.lease("gateway-1", 1);
        router.pass(SWEEP);

        assertThat(router.replays).hasSize(2);
        assertThat(router.replays).extracting(ReplayRequest::getBreaks).containsExactly(1, 2);
    }

    @Test
    void nothingLeavesBeforeHistoryHasIt() {
        router.connect("phone", "c1");
        Position last = router.message();
        router.ack("phone", "c1", last);

        router.pass(SWEEP);
        router.sent();
        router.lease("gateway-1", 1);
        router.connect("laptop", "c2", hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_EARLIEST));

        assertThat(router.replays).isEmpty();
        assertThat(router.sent()).containsExactly("resumed", "n-1", "caughtUp");
    }

    @Test
    void whatIsOverTheBoundMovesToHistoryWithoutASkip(@TempDir Path other) {
        try (var bounded = new RouterScenario(other, 2)) {
            bounded.message();
            bounded.message();
            Position third = bounded.message();
            Position fourth = bounded.message();
            bounded.persisted(fourth);
            bounded.pass(SWEEP);
            bounded.lease("gateway-1", 1);

            bounded.connect("phone", "c1");

            assertThat(bounded.replays)
                    .singleElement()
                    .satisfies(asked -> assertThat(asked.getUpTo().getOffset()).isEqualTo(third.getOffset() - 1));
            assertThat(bounded.receipts()).noneMatch(receipt -> receipt.startsWith("EXPIRED"));
        }
    }

    private Position fiveAckedAndPersisted() {
        router.connect("phone", "c1");
        Position last = Positions.START;
        for (int i = 0; i < 5; i++) {
            last = router.message();
        }
        router.ack("phone", "c1", last);
        router.disconnect("phone", "c1");
        router.persisted(last);
        router.pass(SWEEP);
        router.lease("gateway-1", 1);
        router.sent();
        return last;
    }

    private static java.util.function.UnaryOperator<io.posthorn.contracts.v1.Connected.Builder> from(Position cursor) {
        return hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_CURSOR).setCursor(cursor);
    }
}
