// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveDeliveryTest {

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
    void aDeviceThatConnectsIsToldWhereItContinuesAndThatItIsCaughtUp() {
        router.connect("phone", "c1");

        assertThat(router.sent()).containsExactly("resumed", "caughtUp");
    }

    @Test
    void aMessageGoesToEachConnectedDeviceInTheOrderOfTheLog() {
        router.connect("phone", "c1");
        router.connect("laptop", "c2");
        router.sent();

        router.message();
        router.message();

        assertThat(router.sent()).containsExactly("n-1", "n-1", "n-2", "n-2");
    }

    @Test
    void aFrameNamesItsUserItsPlaceAndWhatWasSentBefore() {
        router.connect("phone", "c1");
        Position first = router.message();
        router.takeHints();

        Position second = router.message();

        Delivery frame = router.takeHints().get(0);
        assertThat(Positions.same(frame.getPosition(), second)).isTrue();
        assertThat(frame.getRecipients(0).getConnection()).isEqualTo("c1");
        assertThat(frame.getRecipients(0).getUserHash()).isEqualTo(UserHash.of(RouterScenario.USER));
        assertThat(Positions.same(frame.getRecipients(0).getPrev(), first)).isTrue();
    }

    @Test
    void everyDurableMessageIsAFactChainedToTheOneBefore() {
        Position first = router.message();
        router.message("transient");
        Position second = router.message();

        var facts = router.messages();

        assertThat(facts).extracting(fact -> fact.getMessage().getOrdinal()).containsExactly(1L, 2L);
        Message last = facts.get(1).getMessage();
        assertThat(Positions.same(last.getPosition(), second)).isTrue();
        assertThat(Positions.same(last.getPrevOwn(), first)).isTrue();
        assertThat(last.getSalt().size()).isEqualTo(16);
        assertThat(last.getSalt()).isNotEqualTo(facts.get(0).getMessage().getSalt());
    }

    @Test
    void whatIsSentIsReceiptedAsRoutedAndWhatWaitsAsPending() {
        router.message();
        router.connect("phone", "c1");
        router.message();

        assertThat(router.receipts()).containsExactly("PENDING n-1", "ROUTED n-2");
    }

    @Test
    void anAckIsReceiptedAsDeliveredOncePerDevice() {
        router.connect("phone", "c1");
        router.connect("laptop", "c2");
        router.message();
        Position second = router.message();
        router.receipts();

        router.ack("phone", "c1", second);
        router.ack("phone", "c1", second);
        router.ack("laptop", "c2", second);

        assertThat(router.receipts())
                .containsExactly(
                        "DELIVERED n-1 phone", "DELIVERED n-2 phone", "DELIVERED n-1 laptop", "DELIVERED n-2 laptop");
    }

    @Test
    void aRepeatUnderAnyKeyIsDroppedAndReceipted() {
        router.connect("phone", "c1");
        router.sent();
        var notification =
                Notification.newBuilder().setId("o-17").setSource("orders").setClassName("system");

        router.inbox(notification.build(), 1);
        router.inbox(notification.setBody("another body").build(), 2);

        assertThat(router.sent()).containsExactly("o-17");
        assertThat(router.receipts()).containsExactly("ROUTED o-17", "DUPLICATE o-17");
    }

    @Test
    void whatFanoutEmitsAgainIsDroppedWithoutAWord() {
        router.connect("phone", "c1");
        router.sent();
        var notification =
                Notification.newBuilder().setId("o-17").setSource("orders").setClassName("system");

        router.inbox(notification.build(), 1);
        router.inbox(notification.build(), 1);

        assertThat(router.sent()).containsExactly("o-17");
        assertThat(router.receipts()).containsExactly("ROUTED o-17");
        assertThat(router.messages()).hasSize(1);
    }

    @Test
    void aTransientMessageGoesToWhoIsThereAndIsNobodysPrev() {
        router.connect("phone", "c1");
        Position durable = router.message();
        router.takeHints();

        router.message("transient");
        router.message();

        var frames = router.takeHints();
        assertThat(frames.get(0).getTransient()).isTrue();
        assertThat(Positions.same(frames.get(1).getRecipients(0).getPrev(), durable))
                .isTrue();
        assertThat(router.messages()).hasSize(2);
    }

    @Test
    void aTransientMessageForNobodyLeavesNothing() {
        router.message("transient");

        assertThat(router.messages()).isEmpty();
        assertThat(router.receipts()).isEmpty();
        router.connect("phone", "c1");
        assertThat(router.sent()).containsExactly("resumed", "caughtUp");
    }

    @Test
    void historyLearnsOfPositionsThatLeftNoMessage() {
        router.message();
        Position last = router.message("transient");
        router.messages();

        router.pass(Duration.ofSeconds(5));
        router.pass(Duration.ofSeconds(5));

        assertThat(router.messages())
                .singleElement()
                .satisfies(fact -> assertThat(fact.getProgress().getUpTo()).isEqualTo(last));
    }

    @Test
    void noMoreThanTheWindowIsInFlightUntilAcksCome() {
        router.connect("phone", "c1", hello -> hello.setWindow(2));
        router.sent();
        Position first = router.message();
        router.message();
        router.message();
        router.message();
        assertThat(router.sent()).containsExactly("n-1", "n-2");

        router.ack("phone", "c1", first);

        assertThat(router.sent()).containsExactly("n-3");
    }

    @Test
    void noMoreThanTheWindowInBytesIsInFlightButOneLargerAloneIs() {
        router.connect("phone", "c1");
        router.sent();
        String large = "x".repeat(60 << 10);
        for (int i = 0; i < 6; i++) {
            router.notification(n -> n.setBody(large));
        }

        assertThat(router.sent()).hasSize(4);
    }

    @Test
    void aSlowDeviceHoldsUpNoOther() {
        router.connect("slow", "c1", hello -> hello.setWindow(1));
        router.connect("fast", "c2");
        router.sent();
        Position last = Positions.START;
        for (int i = 0; i < 5; i++) {
            last = router.message();
            router.ack("fast", "c2", last);
        }

        assertThat(router.takeHints())
                .extracting(hint -> hint.getRecipients(0).getConnection())
                .containsExactly("c1", "c2", "c2", "c2", "c2", "c2");
    }
}
