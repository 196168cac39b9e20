// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ResumeFrom;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders of events that lost a message, held up a connection or told an untruth in an earlier state of the router. */
class InterleavingsTest {

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
    void whatWasSentIsNotSkippedWhenItIsSentAgain() {
        router.connect("phone", "c1");
        Position sent = router.notification(n -> n.setTtl(seconds(10)));
        router.sent();
        router.receipts();

        sweeps(4);
        router.ack("phone", "c1", sent);

        assertThat(router.sent()).containsExactly("n-1");
        assertThat(router.receipts()).containsExactly("DELIVERED n-1 phone");
    }

    @Test
    void whatIsInFlightDoesNotExpire() {
        router.connect("phone", "c1");
        Position sent = router.notification(n -> n.setTtl(seconds(4)));
        router.persisted(sent);
        router.receipts();

        sweeps(1);
        router.ack("phone", "c1", sent);

        assertThat(router.receipts()).containsExactly("DELIVERED n-1 phone");
    }

    @Test
    void anAckThatIsMetBeforeItsMessageIsDelivered() {
        router.connect("phone", "c1");
        router.message();
        router.ack("phone", "c1", Positions.of(1, 1, 0));

        router.message();

        assertThat(router.receipts()).contains("DELIVERED n-2 phone");
    }

    @Test
    void anAckThatIsMetBeforeItsBroadcastIsDelivered() {
        router.connect("phone", "c1");
        router.message();
        router.ack("phone", "c1", Positions.of(1, 1, 0));

        router.broadcast();

        assertThat(router.receipts()).contains("DELIVERED n-2 phone");
    }

    @Test
    void anAckThatIsMetBeforeItsBroadcastIsDeliveredThoughItsDeviceHasLeft() {
        router.connect("phone", "c1");
        router.message();
        router.ack("phone", "c1", Positions.of(1, 2, 0));
        router.disconnect("phone", "c1");

        router.broadcast();
        sweeps(1);
        router.broadcast();
        router.broadcast();

        assertThat(router.receipts())
                .contains("DELIVERED n-2 phone", "DELIVERED n-3 phone")
                .doesNotContain("DELIVERED n-4 phone");
    }

    @Test
    void aWindowFullOfLostFramesIsSentAgainThoughHistoryIsToServe() {
        router.connect("phone", "c1");
        router.message();
        router.message();
        Position last = router.message();
        router.ack("phone", "c1", last);
        router.disconnect("phone", "c1");
        router.connect("phone", "c2", hello -> hello.setWindow(1).setResumeFrom(ResumeFrom.RESUME_FROM_EARLIEST));
        router.takeHints();
        router.persisted(last);

        sweeps(10);

        assertThat(router.replays).isNotEmpty();
    }

    @Test
    void acksOfASupersededIncarnationCount() {
        router.connect("phone", "c1");
        Position sent = router.message();
        router.receipts();
        router.lease("gateway-1", 2);

        router.ack("phone", "c1", sent);

        assertThat(router.receipts()).containsExactly("DELIVERED n-1 phone");
    }

    @Test
    void criticalWaitsUntilItsRetentionEnds() {
        router.connect("phone", "c1");
        router.disconnect("phone", "c1");
        Position waiting = router.notification(n -> n.setClassName("critical").setTtl(seconds(4)));
        router.persisted(waiting);
        router.receipts();

        sweeps(2);

        assertThat(router.receipts()).isEmpty();
    }

    @Test
    void aRepeatIsFoundThoughTheBrokersClockWentBack() {
        Notification notification = Notification.newBuilder()
                .setId("o-17")
                .setSource("orders")
                .setClassName("system")
                .build();
        router.inbox(notification, 1);
        router.rewindClock(java.time.Duration.ofMillis(20));

        router.inbox(notification, 2);

        assertThat(router.messages()).hasSize(1);
    }

    @Test
    void whatExpiresOfAUserWhoNeverComesBackIsToldAndLeaves() {
        router.connect("phone", "c1");
        router.disconnect("phone", "c1");
        Position waiting = router.notification(n -> n.setTtl(seconds(60)));
        router.persisted(waiting);
        sweeps(3);
        router.receipts();

        sweeps(20);

        assertThat(router.receipts()).containsExactly("EXPIRED n-1 phone");
    }

    @Test
    void aCaughtUpThatWasLostIsToldAgain() {
        router.hintsAreLost = true;
        router.connect("phone", "c1");
        router.hintsAreLost = false;

        sweeps(2);

        assertThat(router.sent()).containsExactly("caughtUp");
    }

    @Test
    void aCloseThatWasLostIsToldAgain() {
        router.connect("phone", "c1");
        router.sent();
        router.hintsAreLost = true;
        router.connect("phone", "c2");
        router.hintsAreLost = false;

        sweeps(1);

        assertThat(router.sent()).contains("close 4102");
    }

    @Test
    void aCloseIsNotToldToWhoHasLeft() {
        router.connect("phone", "c1");
        router.hintsAreLost = true;
        router.connect("phone", "c2");
        router.hintsAreLost = false;
        router.disconnect("phone", "c1");
        router.sent();

        sweeps(3);

        assertThat(router.sent()).doesNotContain("close 4102");
    }

    @Test
    void aBacklogOfExpiredMessagesIsNotSentToWhoIsCaughtUp() {
        router.connect("phone", "c1");
        router.sent();
        router.rewindClock(java.time.Duration.ofMinutes(2));

        router.notification(n -> n.setTtl(seconds(60)));

        assertThat(router.sent()).doesNotContain("n-1");
    }

    @Test
    void aTtlOfAgesIsTaken() {
        router.notification(n -> n.setClassName("archive").setTtl(seconds(9_300_000_000_000_000L)));

        assertThat(router.rejected()).isEmpty();
    }

    @Test
    void anEmptyPageIsNoProgress() {
        router.connect("phone", "c1");
        Position only = router.message();
        router.ack("phone", "c1", only);
        router.disconnect("phone", "c1");
        router.persisted(only);
        sweeps(1);
        router.connect("laptop", "c2", hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_EARLIEST));
        router.replays.clear();

        for (int i = 0; i < 5; i++) {
            router.page("laptop", "c2", Positions.START, Positions.START);
        }

        assertThat(router.replays).isEmpty();
    }

    private void sweeps(int count) {
        for (int i = 0; i < count; i++) {
            router.lease("gateway-1", 1);
            router.pass(SWEEP);
        }
        router.lease("gateway-1", 1);
    }

    private static Duration seconds(long seconds) {
        return Duration.newBuilder().setSeconds(seconds).build();
    }
}
