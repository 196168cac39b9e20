// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.DeviceForgotten;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.PositionRange;
import io.posthorn.contracts.v1.ReadUpTo;
import io.posthorn.contracts.v1.ReplayProgressed;
import io.posthorn.contracts.v1.ResumeFrom;
import io.posthorn.delivery.device.DevicePolicy;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which devices of a user are known, what is told of those that are not any more, and what they tell each other. */
class KnownDevicesTest {

    private static final Duration SWEEP = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    private RouterScenario router;

    @BeforeEach
    void start() {
        var limits = TestSettings.devices(2, DevicePolicy.MANY);
        router = new RouterScenario(directory, TestSettings.of(TestSettings.PENDING, TestSettings.BROADCASTS, limits));
    }

    @AfterEach
    void stop() {
        router.close();
    }

    @Test
    void aFurtherDeviceTakesThePlaceOfTheOneLongestUnseen() {
        router.connect("phone", "c1");
        router.disconnect("phone", "c1");
        router.pass(Duration.ofSeconds(1));
        router.connect("laptop", "c2");
        router.disconnect("laptop", "c2");
        router.message();
        router.receipts();

        router.connect("tablet", "c3");

        assertThat(router.receipts()).containsExactly("SKIPPED n-1 phone");
        router.sent();
        router.connect("laptop", "c4");
        assertThat(router.sent()).as("the other is known as before").containsExactly("resumed", "n-1", "caughtUp");
    }

    @Test
    void aFurtherDeviceIsRefusedWhileAllAreConnected() {
        router.connect("phone", "c1");
        router.connect("laptop", "c2");
        router.sent();

        router.connect("tablet", "c3");
        router.message();

        assertThat(router.sent()).containsExactly("close 4003", "n-1", "n-1");
    }

    @Test
    void whoWasAwayForTooLongIsForgotten() {
        router.connect("phone", "c1");
        router.disconnect("phone", "c1");
        router.message("critical");
        router.receipts();
        router.pass(Duration.ofDays(44));
        router.pass(SWEEP);
        assertThat(router.receipts()).isEmpty();

        router.pass(Duration.ofDays(2));

        assertThat(router.receipts()).containsExactly("SKIPPED n-1 phone");
    }

    @Test
    void whoIsConnectedIsNotForgotten() {
        router.connect("phone", "c1");
        for (int day = 0; day < 60; day++) {
            router.lease("gateway-1", 1);
            router.pass(Duration.ofDays(1));
            router.lease("gateway-1", 1);
        }
        router.sent();

        router.message();

        assertThat(router.sent()).contains("n-1");
    }

    @Test
    void whoWasConnectedForLongIsNotForgottenWithItsGateway() {
        router.connect("phone", "c1");
        for (int day = 0; day < 60; day++) {
            router.lease("gateway-1", 1);
            router.pass(Duration.ofDays(1));
        }
        router.message("critical");
        router.receipts();

        for (int sweep = 0; sweep < 30; sweep++) {
            router.pass(SWEEP);
            router.beat();
        }
        router.pass(Duration.ofDays(1));
        router.pass(SWEEP);

        assertThat(router.presence()).last().matches(presence -> presence.getDevicesCount() == 0);
        assertThat(router.receipts()).isEmpty();
    }

    @Test
    void aForgottenDevicesMessagesLeave() {
        router.connect("phone", "c1");
        router.connect("laptop", "c2");
        router.disconnect("phone", "c1");
        Position position = router.message();
        router.ack("laptop", "c2", position);
        router.persisted(position);
        router.event("phone", "", event -> event.setDeviceForgotten(DeviceForgotten.getDefaultInstance()));
        router.pass(SWEEP);
        router.lease("gateway-1", 1);
        router.sent();

        router.connect("tablet", "c3", hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_EARLIEST));

        assertThat(router.replays)
                .singleElement()
                .matches(request -> request.getUpTo().equals(position));
    }

    @Test
    void whatHistoryServedIsReceiptedByHistory() {
        router.connect("phone", "c1");
        Position first = router.message();
        Position second = router.message();
        router.ack("phone", "c1", second);
        router.persisted(second);
        router.pass(SWEEP);
        router.lease("gateway-1", 1);
        router.connect(
                "laptop",
                "c2",
                hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_CURSOR)
                        .setCursor(first.toBuilder().setEra(0).setOffset(0)));
        router.page("laptop", "c2", first.toBuilder().setEra(0).setOffset(0).build(), second);
        router.messages();
        router.receipts();

        router.ack("laptop", "c2", second);

        assertThat(router.outcomes()).containsExactly("DELIVERED laptop 0..1");
        assertThat(router.receipts()).isEmpty();
    }

    @Test
    void whatAPageOfHistorySkippedIsNotCalledDelivered() {
        router.connect("phone", "c1");
        Position first = router.message();
        Position second = router.message();
        router.ack("phone", "c1", second);
        router.persisted(second);
        router.pass(SWEEP);
        router.lease("gateway-1", 1);
        Position start = Position.getDefaultInstance();
        router.connect("laptop", "c2", hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_CURSOR));
        router.event(
                "laptop",
                "c2",
                event -> event.setReplayProgressed(ReplayProgressed.newBuilder()
                        .setAfter(start)
                        .setUpTo(second)
                        .setMessages(1)
                        .addSkipped(PositionRange.newBuilder().setAfter(start).setUpTo(first))));
        router.messages();

        router.ack("laptop", "c2", second);

        assertThat(router.messages())
                .singleElement()
                .satisfies(record -> assertThat(record.getOutcome().getSkippedList())
                        .singleElement()
                        .matches(range -> range.getUpTo().equals(first)));
    }

    @Test
    void whatALatePageSkippedIsNotCalledDeliveredEither() {
        router.connect("phone", "c1");
        Position first = router.message();
        Position second = router.message();
        Position start = Position.getDefaultInstance();
        router.event(
                "phone",
                "c1",
                event -> event.setReplayProgressed(ReplayProgressed.newBuilder()
                        .setAfter(start)
                        .setUpTo(first)
                        .addSkipped(PositionRange.newBuilder().setAfter(start).setUpTo(first))));
        router.receipts();

        router.ack("phone", "c1", second);

        assertThat(router.receipts())
                .as("the page did not continue where the connection stood")
                .containsExactly("DELIVERED n-2 phone");
    }

    @Test
    void anAckAcrossTheFloorIsReceiptedByBoth() {
        router.connect("phone", "c1");
        Position first = router.message();
        router.ack("phone", "c1", first);
        router.persisted(first);
        router.pass(SWEEP);
        router.lease("gateway-1", 1);
        Position second = router.message();
        router.connect("laptop", "c2", hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_CURSOR));
        router.messages();
        router.receipts();

        router.ack("laptop", "c2", second);

        assertThat(router.outcomes()).containsExactly("DELIVERED laptop 0..0");
        assertThat(router.receipts()).containsExactly("DELIVERED n-2 laptop");
    }

    @Test
    void aForgottenDevicesHistoryIsReceiptedByHistory() {
        router.connect("phone", "c1");
        Position first = router.message();
        router.ack("phone", "c1", first);
        router.persisted(first);
        router.pass(SWEEP);
        router.lease("gateway-1", 1);
        router.connect("laptop", "c2", hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_CURSOR));
        router.messages();

        router.event("laptop", "", event -> event.setDeviceForgotten(DeviceForgotten.getDefaultInstance()));

        assertThat(router.outcomes()).containsExactly("SKIPPED forgotten laptop 0..0");
    }

    @Test
    void whatADevicePassesOverByLatestIsOnRecord() {
        router.connect("phone", "c1");
        router.disconnect("phone", "c1");
        router.message();
        router.message();
        router.receipts();
        router.sent();

        router.connect("phone", "c2", hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_LATEST));

        assertThat(router.receipts()).containsExactly("SKIPPED n-1 phone", "SKIPPED n-2 phone");
        assertThat(router.sent()).containsExactly("resumed", "caughtUp");
    }

    @Test
    void aReadMarkerReachesTheOtherDevicesAndTheReceipts() {
        router.connect("phone", "c1");
        router.connect("laptop", "c2");
        Position position = router.message();
        router.receipts();
        router.sent();

        read("phone", "c1", position);

        assertThat(router.sent()).containsExactly("read");
        assertThat(router.receipts()).containsExactly("READ n-1 phone");
    }

    @Test
    void aReadMarkerReachesWhoWasAway() {
        router.connect("phone", "c1");
        router.connect("laptop", "c2");
        Position position = router.message();
        router.disconnect("laptop", "c2");
        read("phone", "c1", position);
        router.sent();

        router.connect("laptop", "c3");

        assertThat(router.sent()).containsExactly("resumed", "n-1", "caughtUp", "read");
    }

    @Test
    void aReadMarkerThatWasLostIsToldAgain() {
        router.connect("phone", "c1");
        router.connect("laptop", "c2");
        Position position = router.message();
        router.ack("phone", "c1", position);
        router.ack("laptop", "c2", position);
        router.hintsAreLost = true;
        read("phone", "c1", position);
        router.hintsAreLost = false;
        router.sent();

        router.pass(SWEEP);

        assertThat(router.sent()).containsExactly("read");
    }

    @Test
    void aReadMarkerThatIsMetBeforeItsMessageReachesTheReceipts() {
        router.connect("phone", "c1");
        router.connect("laptop", "c2");
        router.message();
        router.sent();
        Position ahead = Positions.of(1, 1, 0);

        read("phone", "c1", ahead);
        router.message();

        assertThat(router.hints.get(0).getRead()).isEqualTo(ahead);
        assertThat(router.receipts())
                .contains("READ n-1 phone", "READ n-2 phone")
                .doesNotContain("READ n-2 laptop");
    }

    private void read(String device, String connection, Position upTo) {
        router.event(
                device, connection, event -> event.setRead(ReadUpTo.newBuilder().setUpTo(upTo)));
    }
}
