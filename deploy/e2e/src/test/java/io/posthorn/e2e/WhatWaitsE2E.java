// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static io.posthorn.contracts.v1.ReceiptState.RECEIPT_STATE_EXPIRED;
import static io.posthorn.contracts.v1.ReceiptState.RECEIPT_STATE_PENDING;
import static io.posthorn.contracts.v1.ReceiptState.RECEIPT_STATE_READ;
import static io.posthorn.contracts.v1.ReceiptState.RECEIPT_STATE_SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a device is told when it returns: what it missed, what it will not get and why, what was read elsewhere. */
@WholeStack
class WhatWaitsE2E {

    @Test
    void theNewerOfAKeyReplacesTheOlderAndTheDeviceIsTold(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        phone.leave();
        user.awaitAway();
        String older = send(posthorn, notification(posthorn, user).setCollapseKey("order-1"));
        String newer = send(posthorn, notification(posthorn, user).setCollapseKey("order-1"));
        posthorn.receipts().await(newer, RECEIPT_STATE_PENDING);

        TestDevice again = user.connect("phone");

        again.awaitIds(List.of(newer));
        assertThat(again.skips())
                .singleElement()
                .matches(skip -> skip.getCountsOrThrow("collapsed").getClassesOrThrow("system") == 1);
        assertThat(posthorn.receipts().await(older, RECEIPT_STATE_SKIPPED).getReason())
                .isEqualTo("collapsed");
    }

    @Test
    void whatLivedTooShortIsToldAsExpired(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        phone.leave();
        user.awaitAway();
        String brief = send(
                posthorn,
                notification(posthorn, user).setTtl(Duration.newBuilder().setSeconds(1)));
        posthorn.receipts().await(brief, RECEIPT_STATE_EXPIRED);
        List<String> lasting = user.isSent(1);

        TestDevice again = user.connect("phone");

        again.awaitIds(lasting);
        assertThat(again.skips())
                .singleElement()
                .matches(skip -> skip.getCountsOrThrow("expired").getClassesOrThrow("system") == 1);
    }

    @Test
    void whatWasReadOnOneDeviceIsToldToTheOthersNowAndLater(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        TestDevice laptop = user.connect("laptop");
        TestDevice tablet = user.connect("tablet");
        tablet.leave();
        List<String> sent = user.isSent(2);
        phone.awaitIds(sent);
        laptop.awaitIds(sent);
        String cursor = phone.message(1).getCursor();

        phone.client().read(cursor);

        Patience.await("the laptop hears of it")
                .until(() -> laptop.reads().stream()
                        .anyMatch(read -> read.getCursor().equals(cursor)));
        TestDevice later = user.connect("tablet");
        later.awaitIds(sent);
        Patience.await("so does who was away")
                .until(() ->
                        later.reads().stream().anyMatch(read -> read.getCursor().equals(cursor)));
        posthorn.receipts().await(sent.get(1), RECEIPT_STATE_READ);
    }

    @Test
    void aSeventeenthDeviceTakesThePlaceOfTheOneLongestAway(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        for (int number = 1; number <= 16; number++) {
            user.connect("device-" + number).leave();
        }
        user.awaitAway();
        String id = user.isSent(1).get(0);
        posthorn.receipts().await(id, RECEIPT_STATE_PENDING);

        user.connect("device-17");

        Patience.await("the first is forgotten")
                .untilAsserted(() -> assertThat(user.devices())
                        .extracting(device -> device.get("device").asString())
                        .hasSize(16)
                        .contains("device-17")
                        .doesNotContain("device-1"));
        assertThat(posthorn.receipts().await(id, RECEIPT_STATE_SKIPPED))
                .matches(receipt -> receipt.getDevice().equals("device-1"))
                .matches(receipt -> receipt.getReason().equals("forgotten"));
    }

    private static Notification.Builder notification(Posthorn posthorn, TestUser user) {
        return posthorn.upstream().notification(user);
    }

    private static String send(Posthorn posthorn, Notification.Builder notification) {
        posthorn.upstream().protobuf(notification.build());
        return notification.getId();
    }
}
