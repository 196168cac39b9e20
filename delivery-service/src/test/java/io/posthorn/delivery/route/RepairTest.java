// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.AttributesChanged;
import io.posthorn.contracts.v1.LeaseState;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is lost, late, void or broken, and how the router comes right again. */
class RepairTest {

    private static final Duration SWEEP = Duration.ofSeconds(5);

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
    void aHintThatWasRefusedIsSentByTheSweep() {
        router.connect("phone", "c1");
        router.sent();
        router.hintsAreTaken = false;
        router.message();
        router.message();
        router.hintsAreTaken = true;

        router.pass(SWEEP);

        assertThat(router.sent()).containsExactly("n-1", "n-2");
    }

    @Test
    void anAnswerToConnectedThatWasRefusedIsSentByTheSweep() {
        router.hintsAreTaken = false;
        router.connect("phone", "c1");
        router.hintsAreTaken = true;
        router.message();

        router.pass(SWEEP);

        assertThat(router.sent()).containsExactly("resumed", "n-1", "caughtUp");
    }

    @Test
    void whatIsNotAckedIsSentAgainFromTheLastAckOn() {
        router.connect("phone", "c1");
        Position first = router.message();
        router.message();
        router.ack("phone", "c1", first);
        router.sent();

        passWithRenewals(4);

        assertThat(router.sent()).containsExactly("n-2");
    }

    @Test
    void eachTimeItWaitsTwiceAsLong() {
        router.connect("phone", "c1");
        router.message();
        router.sent();
        passWithRenewals(3);
        assertThat(router.sent()).containsExactly("n-1");

        passWithRenewals(4);

        assertThat(router.sent()).isEmpty();
        passWithRenewals(1);
        assertThat(router.sent()).containsExactly("n-1");
    }

    @Test
    void aConnectionThatHasNothingOpenIsLeftAlone() {
        router.connect("phone", "c1");
        router.ack("phone", "c1", router.message());
        router.sent();

        passWithRenewals(20);

        assertThat(router.sent()).isEmpty();
    }

    @Test
    void aGatewayWhoseLeaseIsVoidGetsNothingAndTheMessageWaits() {
        router.connect("phone", "c1");
        router.sent();
        router.pass(Duration.ofSeconds(11));
        router.beat();
        router.receipts();

        router.message();

        assertThat(router.sent()).isEmpty();
        assertThat(router.receipts()).containsExactly("PENDING n-1");
    }

    @Test
    void aGatewayThatRenewsAgainGetsWhatWaited() {
        router.connect("phone", "c1");
        router.sent();
        router.pass(Duration.ofSeconds(11));
        router.beat();
        router.message();

        router.lease("gateway-1", 1);
        router.pass(SWEEP);

        assertThat(router.sent()).containsExactly("n-1");
    }

    @Test
    void nothingIsVoidWhileTheClockOfTheLeasesStands() {
        router.connect("phone", "c1");
        router.sent();
        router.pass(Duration.ofSeconds(60));

        router.message();

        assertThat(router.sent()).contains("n-1");
    }

    @Test
    void aLeaseThatWasGivenUpIsVoidAtOnce() {
        router.connect("phone", "c1");
        router.sent();
        router.lease("gateway-1", 1, LeaseState.LEASE_STATE_GIVEN_UP);

        router.message();

        assertThat(router.sent()).isEmpty();
    }

    @Test
    void anEventOfAnOlderIncarnationIsVoid() {
        router.connect("phone", "c1");
        router.sent();
        router.lease("gateway-1", 2);

        router.event(
                "phone", "c0", event -> event.setConnected(io.posthorn.contracts.v1.Connected.getDefaultInstance()));

        assertThat(router.sent()).isEmpty();
    }

    @Test
    void anEventOfANewerIncarnationIsProofOfLife() {
        router.event(
                "phone",
                "c1",
                event -> event.setIncarnation(2).setConnected(io.posthorn.contracts.v1.Connected.getDefaultInstance()));

        assertThat(router.sent()).containsExactly("resumed", "caughtUp");
    }

    @Test
    void anEntryOfADeadGatewayLeavesThePresence() {
        router.connect("phone", "c1");
        router.presence();
        for (int i = 0; i < 20; i++) {
            router.pass(SWEEP);
            router.beat();
            router.message();
        }

        assertThat(router.presence())
                .singleElement()
                .satisfies(presence -> assertThat(presence.getDevicesCount()).isZero());
    }

    @Test
    void whoIsNotKnownHereIsSentAway() {
        router.connect("phone", "c1");
        Position position = router.message();
        router.sent();

        router.ack("laptop", "c9", position);
        router.ack("phone", "c0", position);
        router.event(
                "phone",
                "",
                event -> event.clearGateway().setAttributesChanged(AttributesChanged.getDefaultInstance()));

        assertThat(router.hints)
                .extracting(hint -> hint.getRecipients(0).getConnection() + " "
                        + hint.getClose().getCode())
                .containsExactly("c9 4200", "c0 4102");
    }

    @Test
    void whatWasAcceptedAndCannotBeAppliedIsReceipted() {
        router.message("no-longer-configured");

        assertThat(router.rejected()).hasSize(1);
        assertThat(router.receipts()).containsExactly("SKIPPED n-1");
    }

    @Test
    void historyLearnsOfPositionsThatWereRejected() {
        Position garbage = router.inbox(new byte[] {1, 2, 3});

        router.pass(SWEEP);

        assertThat(router.messages())
                .singleElement()
                .matches(record -> record.getProgress().getUpTo().equals(garbage));
    }

    @Test
    void bytesThatAreNoRecordAreRejectedWithOriginAndReason() {
        byte[] garbage = "not a record".getBytes(StandardCharsets.UTF_8);
        router.inbox(garbage);
        router.pipe(Topic.CONNECTIONS, RouterScenario.USER, garbage);
        router.pipe(Topic.PERSISTED, "0", garbage);

        var rejected = router.rejected();

        assertThat(rejected).hasSize(3).allSatisfy(record -> {
            assertThat(record.value()).isEqualTo(garbage);
            assertThat(new String(
                            record.headers().lastHeader(Rejection.REASON_HEADER).value(), StandardCharsets.UTF_8))
                    .isEqualTo("unparseable");
        });
        assertThat(new String(
                        rejected.get(0)
                                .headers()
                                .lastHeader(Rejection.TOPIC_HEADER)
                                .value(),
                        StandardCharsets.UTF_8))
                .isEqualTo("posthorn.inbox.1");
    }

    @Test
    void aBadRecordStopsNothing() {
        router.connect("phone", "c1");
        router.sent();
        router.inbox(new byte[] {1, 2, 3});
        router.inbox(
                Notification.newBuilder()
                        .setId("x")
                        .setSource("s")
                        .setClassName("gone")
                        .build(),
                9);

        router.message();

        assertThat(router.sent()).containsExactly("n-1");
        assertThat(router.rejected()).hasSize(2);
    }

    @Test
    void bytesThatAreNoLeaseAreIgnored() {
        router.pipe(Topic.GATEWAYS, "gateway-1", new byte[] {1, 2, 3});

        router.connect("phone", "c1");

        assertThat(router.sent()).containsExactly("resumed", "caughtUp");
    }

    private void passWithRenewals(int sweeps) {
        for (int i = 0; i < sweeps; i++) {
            router.lease("gateway-1", 1);
            router.pass(SWEEP);
        }
    }
}
