// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ResumeFrom;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.delivery.pending.PendingBound;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of messages that wait: replaced, expired, too many. */
class WhatWaitsTest {

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
    void theNewerReplacesTheUndeliveredOlder() {
        away();
        collapsing("system", "k");
        router.message();
        collapsing("system", "k");
        router.receipts();

        router.connect("phone", "c2");

        assertThat(router.hints.get(1).getSkip().getCountsList())
                .singleElement()
                .matches(count -> count.getReason() == SkipReason.SKIP_REASON_COLLAPSED && count.getCount() == 1);
        assertThat(router.sent()).containsExactly("resumed", "skip", "n-2", "n-3", "caughtUp");
        assertThat(router.receipts()).containsExactly("SKIPPED n-1 phone");
    }

    @Test
    void whatWasReplacedIsNotDeliveredByAnAck() {
        away();
        collapsing("system", "k");
        Position newer = collapsing("system", "k");
        router.connect("phone", "c2");
        router.receipts();

        router.ack("phone", "c2", newer);

        assertThat(router.receipts()).containsExactly("DELIVERED n-2 phone");
    }

    @Test
    void whatWasToldAsSkippedIsNotDeliveredByTheNextHello() {
        away();
        Position older = collapsing("system", "k");
        collapsing("system", "k");
        router.connect("phone", "c2");
        router.disconnect("phone", "c2");
        router.receipts();

        router.connect(
                "phone",
                "c3",
                hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_CURSOR).setCursor(older));

        assertThat(router.receipts()).isEmpty();
    }

    @Test
    void aCriticalOneThatLeavesDoesNotTakeItsKeyAlong() {
        router.connect("phone", "c1");
        Position critical = collapsing("critical", "k");
        router.ack("phone", "c1", critical);
        router.disconnect("phone", "c1");
        collapsing("system", "k");
        collapsing("system", "k");
        router.persisted(critical);
        router.pass(SWEEP);
        router.lease("gateway-1", 1);
        router.sent();

        router.connect("phone", "c2");

        assertThat(router.sent()).containsExactly("resumed", "skip", "n-3", "caughtUp");
    }

    @Test
    void whatWasAckedIsNotCalledExpiredToWhoComesFromFurtherBack() {
        router.connect("laptop", "c9");
        router.connect("phone", "c1");
        Position brief = brief(60);
        router.ack("phone", "c1", brief);
        router.disconnect("phone", "c1");
        router.disconnect("laptop", "c9");
        router.pass(Duration.ofSeconds(61));
        router.lease("gateway-1", 1);
        router.receipts();
        router.sent();

        router.connect("phone", "c2", hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_EARLIEST));

        assertThat(router.sent()).containsExactly("resumed", "skip", "caughtUp");
        assertThat(router.receipts()).isEmpty();
    }

    @Test
    void historyIsToldWhatTheDeviceHasAcked(@TempDir Path other) {
        try (var small = new RouterScenario(other, 1)) {
            small.connect("phone", "c1");
            Position first = small.message();
            Position second = small.message();
            small.ack("phone", "c1", second);
            small.persisted(second);
            small.pass(SWEEP);
            small.lease("gateway-1", 1);

            small.connect("phone", "c2", hello -> hello.setResumeFrom(ResumeFrom.RESUME_FROM_EARLIEST));

            assertThat(small.replays)
                    .singleElement()
                    .matches(request -> request.getAcked().equals(second))
                    .matches(request -> !request.getAcked().equals(first));
        }
    }

    @Test
    void anotherKeyAnotherUserAndNoKeyReplaceNothing() {
        away();
        collapsing("system", "k");
        collapsing("system", "other");
        collapsing("system", "");
        router.user = "user-2";
        collapsing("system", "k");
        router.user = RouterScenario.USER;
        router.sent();

        router.connect("phone", "c2");

        assertThat(router.sent()).containsExactly("resumed", "n-1", "n-2", "n-3", "caughtUp");
    }

    @Test
    void whatIsInFlightIsNotReplaced() {
        router.connect("phone", "c1");
        collapsing("system", "k");
        collapsing("system", "k");

        assertThat(router.sent()).containsExactly("resumed", "caughtUp", "n-1", "n-2");
        router.pass(Duration.ofSeconds(11));
        router.lease("gateway-1", 1);
        router.pass(SWEEP);
        assertThat(router.sent()).as("sent again, unchanged").containsExactly("n-1", "n-2");
    }

    @Test
    void whatIsCriticalIsNeverReplaced() {
        away();
        collapsing("critical", "k");
        collapsing("critical", "k");

        router.connect("phone", "c2");

        assertThat(router.sent()).containsExactly("resumed", "n-1", "n-2", "caughtUp");
    }

    @Test
    void theNewestOfAKeyIsDeliveredThoughItsOldersHaveLeft() {
        away();
        Position older = collapsing("system", "k");
        router.connect("laptop", "c9");
        router.persisted(older);
        collapsing("system", "k");
        router.pass(SWEEP);
        router.lease("gateway-1", 1);
        router.sent();

        router.connect("phone", "c2");

        assertThat(router.sent()).containsExactly("resumed", "skip", "n-2", "caughtUp");
    }

    @Test
    void whatIsOverTheBoundInBytesIsKeptWithoutItsPayloadUntilHistoryHasIt(@TempDir Path other) {
        var bound = new PendingBound(10_000, 500);
        try (var small =
                new RouterScenario(other, TestSettings.of(bound, TestSettings.BROADCASTS, TestSettings.DEVICES))) {
            small.connect("phone", "c1");
            small.disconnect("phone", "c1");
            Position first = small.notification(n -> n.setBody("x".repeat(400)));
            Position second = small.notification(n -> n.setBody("y".repeat(400)));
            small.sent();

            small.connect("phone", "c2");
            assertThat(small.sent()).as("history does not have it yet").containsExactly("resumed", "n-1");
            assertThat(small.replays).isEmpty();

            small.persisted(second);
            small.lease("gateway-1", 1);
            small.ack("phone", "c2", first);

            assertThat(small.replays)
                    .singleElement()
                    .matches(request -> request.getUpTo().equals(second));
            small.page("phone", "c2", first, second);
            assertThat(small.sent()).containsExactly("caughtUp");
        }
    }

    @Test
    void whatOnlyHistoryHasWholeIsAskedForAtOnce(@TempDir Path other) {
        var bound = new PendingBound(10_000, 500);
        try (var small =
                new RouterScenario(other, TestSettings.of(bound, TestSettings.BROADCASTS, TestSettings.DEVICES))) {
            small.connect("phone", "c1");
            small.disconnect("phone", "c1");
            small.notification(n -> n.setBody("x".repeat(300)));
            small.notification(n -> n.setBody("x".repeat(300)));
            small.notification(n -> n.setBody("x".repeat(300)));
            Position last = small.notification(n -> n.setBody("x".repeat(300)));
            small.sent();
            small.persisted(last);

            small.connect("phone", "c2");

            assertThat(small.sent()).containsExactly("resumed", "n-1");
            assertThat(small.replays)
                    .singleElement()
                    .matches(request -> request.getUpTo().equals(last));
        }
    }

    @Test
    void whatIsOverTheBoundGoesWholeToWhoIsThere(@TempDir Path other) {
        var bound = new PendingBound(10_000, 500);
        try (var small =
                new RouterScenario(other, TestSettings.of(bound, TestSettings.BROADCASTS, TestSettings.DEVICES))) {
            small.connect("phone", "c1");
            small.notification(n -> n.setBody("x".repeat(400)));
            small.notification(n -> n.setBody("y".repeat(400)));

            assertThat(small.hints.get(small.hints.size() - 1).getMessage().getBody())
                    .hasSize(400);
            assertThat(small.messages())
                    .extracting(record -> record.getMessage().getNotification().getBody())
                    .as("facts are whole, too")
                    .allMatch(body -> body.length() == 400);
        }
    }

    @Test
    void whatExpiresIsFoundThoughNothingHappensAndNobodyLooksAtAll() {
        Position position = router.notification(
                n -> n.setTtl(com.google.protobuf.Duration.newBuilder().setSeconds(60)));
        router.persisted(position);
        router.receipts();
        router.pass(SWEEP);
        router.pass(SWEEP);
        assertThat(router.receipts()).isEmpty();

        router.pass(Duration.ofSeconds(60));

        assertThat(router.receipts()).containsExactly("EXPIRED n-1");
    }

    @Test
    void whatExpiresSoonerIsFoundSooner() {
        router.message();
        Position sooner = router.notification(
                n -> n.setTtl(com.google.protobuf.Duration.newBuilder().setSeconds(60)));
        router.persisted(sooner);
        router.receipts();

        router.pass(Duration.ofDays(91));
        router.pass(SWEEP);

        assertThat(router.receipts()).containsExactly("EXPIRED n-1", "EXPIRED n-2");
    }

    @Test
    void whatComesToStandFirstIsLookedAtInItsTime() {
        router.connect("phone", "c1");
        Position first = brief(10);
        Position lasting = router.message();
        Position third = brief(600);
        router.persisted(third);
        router.ack("phone", "c1", first);
        router.pass(SWEEP);
        router.ack("phone", "c1", lasting);
        router.disconnect("phone", "c1");
        router.pass(SWEEP);
        router.receipts();

        router.pass(Duration.ofSeconds(700));
        router.pass(SWEEP);

        assertThat(router.receipts()).containsExactly("EXPIRED n-3 phone");
    }

    private Position brief(int seconds) {
        return router.notification(
                n -> n.setTtl(com.google.protobuf.Duration.newBuilder().setSeconds(seconds)));
    }

    private void away() {
        router.connect("phone", "c1");
        router.disconnect("phone", "c1");
        router.sent();
    }

    private Position collapsing(String className, String key) {
        return router.notification(n -> n.setClassName(className).setCollapseKey(key));
    }
}
