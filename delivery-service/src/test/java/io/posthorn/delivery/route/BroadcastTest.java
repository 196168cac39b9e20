// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.delivery.pending.PendingBound;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message to everyone stands in each user's stream, in order with their own. */
class BroadcastTest {

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
    void oneHintGoesToAllConnectionsOfAGateway() {
        router.connect("phone", "c1");
        router.connect("laptop", "c2");
        router.user = "user-2";
        router.connect("phone", "c3");
        router.sent();

        Position position = router.broadcast();

        assertThat(router.hints).singleElement().satisfies(hint -> {
            assertThat(hint.getPosition()).isEqualTo(position);
            assertThat(hint.getRecipientsList())
                    .extracting(Recipient::getConnection)
                    .containsExactlyInAnyOrder("c1", "c2", "c3");
        });
    }

    @Test
    void itStandsInOrderWithTheUsersOwn() {
        router.connect("phone", "c1");
        Position own = router.message();
        router.broadcast();
        router.message();

        assertThat(router.hints)
                .filteredOn(Delivery::hasMessage)
                .extracting(hint -> hint.getRecipients(0).getPrev())
                .containsExactly(Positions.START, own, Positions.of(1, 1, own.getAppendedAt()));
        assertThat(router.sent()).containsExactly("resumed", "caughtUp", "n-1", "n-2", "n-3");
    }

    @Test
    void whoWasAwayGetsItInItsPlace() {
        router.connect("phone", "c1");
        router.disconnect("phone", "c1");
        router.message();
        router.broadcast();
        router.message();
        router.sent();

        router.connect("phone", "c2");

        assertThat(router.hints.get(0).getResumed().getPending()).isEqualTo(3);
        assertThat(router.sent()).containsExactly("resumed", "n-1", "n-2", "n-3", "caughtUp");
    }

    @Test
    void aNewUserGetsThemFromTheirFirstSightOn() {
        router.broadcast();
        router.message();
        router.broadcast();

        router.connect("phone", "c1");

        assertThat(router.sent()).containsExactly("resumed", "n-2", "n-3", "caughtUp");
    }

    @Test
    void whoFirstConnectsGetsThemFromThenOn() {
        router.broadcast();
        router.connect("phone", "c1");
        router.broadcast();

        assertThat(router.sent()).containsExactly("resumed", "caughtUp", "n-2");
    }

    @Test
    void itIsOneFactWithAChainOfItsOwn() {
        router.message();
        Position first = router.broadcast();
        router.message();
        router.broadcast();

        assertThat(router.messages())
                .extracting(record -> record.getMessage())
                .filteredOn(message -> message.getUser().isEmpty())
                .extracting(Message::getPrevOwn, Message::getOrdinal)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Position.getDefaultInstance(), 1L),
                        org.assertj.core.groups.Tuple.tuple(first, 2L));
    }

    @Test
    void aRepeatIsFoundAndReceiptedOnce() {
        router.connect("phone", "c1");
        router.sent();
        router.broadcast(n -> n.setId("once"));
        router.broadcast(n -> n.setId("once"));

        assertThat(router.sent()).containsExactly("once");
        assertThat(router.receipts()).containsExactly("ROUTED once", "DUPLICATE once");
    }

    @Test
    void receiptsAreCountsUntilADeviceAcks() {
        router.connect("phone", "c1");
        router.connect("laptop", "c2");
        Position position = router.broadcast();

        assertThat(router.receipts()).containsExactly("ROUTED n-1");

        router.ack("phone", "c1", position);
        assertThat(router.receipts()).containsExactly("DELIVERED n-1 phone");
    }

    @Test
    void aTransientOneGoesToWhoIsThere() {
        router.connect("phone", "c1");
        router.sent();
        router.broadcast(n -> n.setClassName("transient"));

        assertThat(router.hints).singleElement().matches(Delivery::getTransient);
        router.sent();
        router.connect("laptop", "c2");
        router.connect("phone", "c3");
        assertThat(router.sent()).doesNotContain("n-1");
        assertThat(router.messages()).isEmpty();
    }

    @Test
    void whoseWindowIsFullGetsItWhenAcksCome() {
        router.connect("phone", "c1", hello -> hello.setWindow(1));
        Position own = router.message();
        router.broadcast();
        assertThat(router.sent()).containsExactly("resumed", "caughtUp", "n-1");

        router.ack("phone", "c1", own);

        assertThat(router.sent()).containsExactly("n-2");
    }

    @Test
    void aHintThatWasRefusedIsSentByTheSweep() {
        router.connect("phone", "c1");
        router.sent();
        router.hintsAreTaken = false;
        router.broadcast();
        router.hintsAreTaken = true;

        router.pass(SWEEP);

        assertThat(router.sent()).contains("n-1");
    }

    @Test
    void whatIsOverTheBoundIsHistorysToServe(@TempDir Path other) {
        var bounded = TestSettings.of(TestSettings.PENDING, new PendingBound(1, 1 << 20), TestSettings.DEVICES);
        try (RouterScenario small = new RouterScenario(other, bounded)) {
            small.connect("phone", "c1");
            small.disconnect("phone", "c1");
            Position first = small.broadcast();
            Position own = small.message();
            small.persisted(own);
            small.broadcast();
            small.sent();

            small.connect("phone", "c2");

            assertThat(small.replays)
                    .as("though the user's own is pending: what stands before it is history's")
                    .singleElement()
                    .matches(request -> request.getUpTo().equals(first));
            assertThat(small.sent()).containsExactly("resumed");
            small.page("phone", "c2", Positions.START, first);
            assertThat(small.sent()).containsExactly("n-2", "n-3", "caughtUp");
        }
    }

    @Test
    void whatOfTheUsersOwnIsHistorysComesBeforeABroadcastThatWaits(@TempDir Path other) {
        try (RouterScenario small = new RouterScenario(other, 1)) {
            small.connect("phone", "c1");
            small.disconnect("phone", "c1");
            Position own = small.message();
            Position everyones = small.broadcast();
            small.persisted(everyones);
            small.message();
            small.sent();

            small.connect("phone", "c2");

            assertThat(small.replays)
                    .singleElement()
                    .matches(request -> request.getUpTo().equals(own));
            small.page("phone", "c2", Positions.START, own);
            assertThat(small.sent()).containsExactly("resumed", "n-2", "n-3", "caughtUp");
        }
    }

    @Test
    void whatExpiredIsSkippedForWhoWasAway() {
        router.connect("phone", "c1");
        router.disconnect("phone", "c1");
        router.broadcast(n -> n.setTtl(com.google.protobuf.Duration.newBuilder().setSeconds(1)));
        router.receipts();
        router.pass(Duration.ofSeconds(2));
        router.lease("gateway-1", 1);
        router.sent();

        router.connect("phone", "c2");

        assertThat(router.sent()).containsExactly("resumed", "skip", "caughtUp");
        assertThat(router.receipts()).containsExactly("EXPIRED n-1 phone");
    }
}
