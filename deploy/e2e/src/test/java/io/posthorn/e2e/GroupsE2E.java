// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.notification.NotificationReader;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.contracts.v1.Target;
import io.posthorn.e2e.rig.Operator;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sent to a group reaches who is in it, wherever they are, and nobody else. */
@WholeStack
class GroupsE2E {

    @Test
    void everyMemberGetsItOnEachDeviceAndUpstreamIsToldOfEach(Posthorn posthorn) {
        TestUser first = posthorn.newUser();
        TestUser second = posthorn.newUser();
        TestUser outsider = posthorn.newUser();
        new Operator(posthorn).add("team-of-two", first, second);
        TestDevice phone = first.connect(1, "phone");
        TestDevice laptop = first.connect(2, "laptop");
        TestDevice tablet = second.connect(2, "tablet");
        TestDevice alien = outsider.connect(1, "phone");

        String id = toGroup(posthorn, "team-of-two");

        phone.awaitIds(List.of(id));
        laptop.awaitIds(List.of(id));
        tablet.awaitIds(List.of(id));
        assertThat(posthorn.receipts()
                        .await(id, ReceiptState.RECEIPT_STATE_ACCEPTED)
                        .getRecipients())
                .isEqualTo(2);
        posthorn.receipts().awaitDelivered(List.of(id), first.name(), "phone");
        posthorn.receipts().awaitDelivered(List.of(id), first.name(), "laptop");
        posthorn.receipts().awaitDelivered(List.of(id), second.name(), "tablet");
        alien.awaitIds(outsider.isSent(1));
    }

    @Test
    void whoIsAwayGetsItLater(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        user.connect("phone").leave();
        user.awaitAway();
        new Operator(posthorn).add("sleepers", user);

        String id = toGroup(posthorn, "sleepers");
        posthorn.receipts().await(id, ReceiptState.RECEIPT_STATE_PENDING);

        user.connect("phone").awaitIds(List.of(id));
    }

    @Test
    void whoLeavesGetsNoMoreAndWhoJoinsGetsFromThenOn(Posthorn posthorn) {
        TestUser leaver = posthorn.newUser();
        TestUser joiner = posthorn.newUser();
        TestDevice left = leaver.connect("phone");
        TestDevice joined = joiner.connect("phone");
        Operator operator = new Operator(posthorn);
        operator.add("changing", leaver);
        String before = toGroup(posthorn, "changing");
        left.awaitIds(List.of(before));

        operator.add("changing", joiner);
        operator.remove("changing", leaver);
        String after = toGroup(posthorn, "changing");

        joined.awaitIds(List.of(after));
        String last = leaver.isSent(1).get(0);
        left.awaitIds(List.of(before, last));
    }

    @Test
    void aMemberWhoIsNamedAgainUnderTheSameIdGetsItOnce(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        new Operator(posthorn).add("repeated", user);
        Notification toGroup = notification(posthorn, "repeated");
        produce(posthorn, toGroup);
        phone.awaitIds(List.of(toGroup.getId()));

        produce(posthorn, toGroup);

        posthorn.receipts().await(toGroup.getId(), ReceiptState.RECEIPT_STATE_DUPLICATE);
        String last = user.isSent(1).get(0);
        phone.awaitIds(List.of(toGroup.getId(), last));
    }

    @Test
    void aGroupWithoutMembersIsRejectedWithItsReason(Posthorn posthorn) {
        Notification toNobody = notification(posthorn, "group-of-nobody");

        assertThat(posthorn.upstream().post(toNobody).statusCode()).isEqualTo(202);

        Receipt receipt = posthorn.receipts().await(toNobody.getId(), ReceiptState.RECEIPT_STATE_REJECTED);
        assertThat(receipt.getReason()).isEqualTo("no-members");
        assertThat(posthorn.receipts().of(toNobody.getId(), ReceiptState.RECEIPT_STATE_ACCEPTED))
                .isEmpty();
    }

    private static String toGroup(Posthorn posthorn, String group) {
        Notification notification = notification(posthorn, group);
        produce(posthorn, notification);
        return notification.getId();
    }

    private static Notification notification(Posthorn posthorn, String group) {
        return posthorn.upstream()
                .notification()
                .setTarget(Target.newBuilder().setGroup(group))
                .build();
    }

    private static void produce(Posthorn posthorn, Notification notification) {
        posthorn.upstream()
                .produce(
                        "any",
                        notification.toByteArray(),
                        Map.of(NotificationReader.CONTENT_TYPE, NotificationReader.PROTOBUF));
    }
}
