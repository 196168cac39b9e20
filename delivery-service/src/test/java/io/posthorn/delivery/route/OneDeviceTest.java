// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.DevicePresence;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Presence;
import io.posthorn.delivery.device.DevicePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user may have one device connected at a time: which one, what the other hears, and that it loses nothing. */
class OneDeviceTest {

    private static final Duration SWEEP = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    private RouterScenario router;

    @AfterEach
    void stop() {
        router.close();
    }

    private void given(DevicePolicy policy) {
        router = new RouterScenario(
                directory,
                TestSettings.of(TestSettings.PENDING, TestSettings.BROADCASTS, TestSettings.devices(16, policy)));
    }

    @Test
    void theNewerTakesThePlaceOfTheOlder() {
        given(DevicePolicy.ONE_NEWER_WINS);
        router.connect("phone", "c1");
        router.sent();

        router.connect("laptop", "c2");

        List<Delivery> hints = router.takeHints();
        assertThat(connection(hints.get(0))).isEqualTo("c1");
        assertThat(hints.get(0).getClose().getCode()).isEqualTo(4102);
        assertThat(hints.subList(1, hints.size()))
                .extracting(OneDeviceTest::connection)
                .containsOnly("c2");
        assertThat(present()).containsExactly("laptop c2");
    }

    @Test
    void theReplacedOneContinuesWhereItStopped() {
        given(DevicePolicy.ONE_NEWER_WINS);
        router.connect("phone", "c1");
        Position first = router.message();
        router.ack("phone", "c1", first);
        router.connect("laptop", "c2");
        Position second = router.message();
        router.ack("laptop", "c2", second);
        router.sent();

        router.connect("phone", "c3");

        assertThat(router.sent()).containsExactly("close 4102", "resumed", "n-2", "caughtUp");
        assertThat(present()).containsExactly("phone c3");
    }

    @Test
    void whatTheReplacedOneAckedLastStillCounts() {
        given(DevicePolicy.ONE_NEWER_WINS);
        router.connect("phone", "c1");
        Position first = router.message();
        router.connect("laptop", "c2");
        router.receipts();

        router.ack("phone", "c1", first);

        assertThat(router.receipts()).containsExactly("DELIVERED n-1 phone");
    }

    @Test
    void theReplacedOneIsNotSentAwayToResumeSinceItWouldWinAgain() {
        given(DevicePolicy.ONE_NEWER_WINS);
        router.connect("phone", "c1");
        Position first = router.message();
        router.hintsAreLost = true;
        router.connect("laptop", "c2");
        router.hintsAreLost = false;
        router.sent();

        router.ack("phone", "c1", first);

        assertThat(router.sent()).contains("close 4102").doesNotContain("close 4200");
    }

    @Test
    void theOrderToCloseTheReplacedOneIsRepeated() {
        given(DevicePolicy.ONE_NEWER_WINS);
        router.connect("phone", "c1");
        router.hintsAreLost = true;
        router.connect("laptop", "c2");
        router.hintsAreLost = false;
        router.sent();

        router.lease("gateway-1", 1);
        router.pass(SWEEP);

        assertThat(router.sent()).contains("close 4102");
    }

    @Test
    void theReplacedOneWasThereUntilThenAndIsNotForgottenTheNextDay() {
        given(DevicePolicy.ONE_NEWER_WINS);
        router.connect("phone", "c1");
        for (int day = 0; day < 44; day++) {
            router.lease("gateway-1", 1);
            router.pass(Duration.ofDays(1));
            router.lease("gateway-1", 1);
        }
        router.connect("laptop", "c2");
        router.message("critical");
        router.receipts();

        router.pass(Duration.ofDays(3));
        router.pass(SWEEP);

        assertThat(router.receipts()).doesNotContain("SKIPPED n-1 phone");
    }

    @Test
    void theNewerIsRefusedAndNothingChangesForTheOlder() {
        given(DevicePolicy.ONE_NEWER_REFUSED);
        router.connect("phone", "c1");
        router.sent();

        router.connect("laptop", "c2");
        router.message();

        List<Delivery> hints = router.takeHints();
        assertThat(connection(hints.get(0))).isEqualTo("c2");
        assertThat(hints.get(0).getClose().getCode()).isEqualTo(4003);
        assertThat(hints.subList(1, hints.size()))
                .extracting(OneDeviceTest::connection)
                .containsOnly("c1");
        assertThat(present()).containsExactly("phone c1");
    }

    @Test
    void whoWasRefusedIsNotKnownAndGetsNoReceipts() {
        given(DevicePolicy.ONE_NEWER_REFUSED);
        router.connect("phone", "c1");
        router.connect("laptop", "c2");
        Position first = router.message();
        router.receipts();

        router.ack("phone", "c1", first);
        router.persisted(first);
        router.pass(SWEEP);

        assertThat(router.receipts()).containsExactly("DELIVERED n-1 phone");
    }

    @Test
    void theSameDeviceAlwaysComesIn() {
        given(DevicePolicy.ONE_NEWER_REFUSED);
        router.connect("phone", "c1");
        router.sent();

        router.connect("phone", "c2");

        assertThat(router.sent()).containsExactly("close 4102", "resumed", "caughtUp");
    }

    @Test
    void theOtherComesInOnceTheFirstHasLeft() {
        given(DevicePolicy.ONE_NEWER_REFUSED);
        router.connect("phone", "c1");
        router.connect("laptop", "c2");
        router.disconnect("phone", "c1");
        router.sent();

        router.connect("laptop", "c3");

        assertThat(router.sent()).contains("resumed").doesNotContain("close 4003");
        assertThat(present()).containsExactly("laptop c3");
    }

    @Test
    void aDeviceOnADeadGatewayKeepsNobodyOut() {
        given(DevicePolicy.ONE_NEWER_REFUSED);
        router.lease("gateway-2", 1);
        router.connect("phone", "c1");
        router.pass(Duration.ofSeconds(11));
        router.lease("gateway-2", 1);
        router.sent();

        router.event(
                "laptop", "c2", event -> event.setGateway("gateway-2").setConnected(Connected.getDefaultInstance()));

        assertThat(router.sent()).contains("resumed").doesNotContain("close 4003");
        assertThat(present()).containsExactly("laptop c2");
    }

    @Test
    void otherUsersAreNotConcerned() {
        given(DevicePolicy.ONE_NEWER_WINS);
        router.connect("phone", "c1");
        router.sent();

        router.user = "user-2";
        router.connect("laptop", "c2");

        assertThat(router.sent()).doesNotContain("close 4102");
    }

    @Test
    void manyMeansMany() {
        given(DevicePolicy.MANY);
        router.connect("phone", "c1");
        router.connect("laptop", "c2");

        assertThat(router.sent()).doesNotContain("close 4102", "close 4003");
        assertThat(present()).containsExactlyInAnyOrder("phone c1", "laptop c2");
    }

    private static String connection(Delivery delivery) {
        return delivery.getRecipients(0).getConnection();
    }

    private List<String> present() {
        List<Presence> all = router.presence();
        return all.get(all.size() - 1).getDevicesList().stream()
                .map(OneDeviceTest::inShort)
                .toList();
    }

    private static String inShort(DevicePresence device) {
        return device.getDevice() + " " + device.getConnection();
    }
}
