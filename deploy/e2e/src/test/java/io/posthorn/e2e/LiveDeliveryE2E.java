// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static io.posthorn.contracts.v1.ReceiptState.RECEIPT_STATE_ACCEPTED;
import static io.posthorn.contracts.v1.ReceiptState.RECEIPT_STATE_DELIVERED;
import static io.posthorn.contracts.v1.ReceiptState.RECEIPT_STATE_PENDING;
import static io.posthorn.contracts.v1.ReceiptState.RECEIPT_STATE_ROUTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.v1.Content;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.wire.Subprotocol;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.Upstream;
import io.posthorn.e2e.rig.WholeStack;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sent arrives, at once and in order, on every connected device, and upstream is told of each step. */
@WholeStack
class LiveDeliveryE2E {

    @Test
    void everyWayInLeadsToEveryDeviceInOrder(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        TestDevice laptop = user.connect(2, "laptop", setup -> setup.subprotocol(Subprotocol.PROTO));
        Upstream upstream = posthorn.upstream();
        List<String> sent = new ArrayList<>();

        Notification event = upstream.notification(user).build();
        upstream.cloudEvent(event);
        sent.add(event.getId());
        phone.awaitIds(sent);

        Notification protobuf = upstream.notification(user).build();
        upstream.protobuf(protobuf);
        sent.add(protobuf.getId());
        phone.awaitIds(sent);

        Notification posted = upstream.notification(user).build();
        HttpResponse<String> answer = upstream.post(posted);
        sent.add(posted.getId());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains(posted.getId()).contains(Upstream.SOURCE);
        phone.awaitIds(sent);
        laptop.awaitIds(sent);
        assertThat(phone.messages())
                .extracting(MessageFrame::getCursor)
                .isEqualTo(
                        laptop.messages().stream().map(MessageFrame::getCursor).toList());
        assertThat(phone.closes()).isEmpty();
        assertThat(laptop.closes()).isEmpty();
    }

    @Test
    void aMessageArrivesAsItWasSent(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        Notification sent = posthorn.upstream()
                .notification(user)
                .setTitle("Grüße, \"Welt\" \uD83D\uDCEF")
                .setClassName("chat")
                .setData(Content.newBuilder()
                        .setContentType("application/json")
                        .setValue(ByteString.copyFromUtf8("{\"order\":{\"id\":17,\"lines\":[1,2.5,null]}}")))
                .build();

        posthorn.upstream().cloudEvent(sent);
        phone.awaitIds(List.of(sent.getId()));

        MessageFrame received = phone.message(0);
        assertThat(received.getSource()).isEqualTo(sent.getSource());
        assertThat(received.getClassName()).isEqualTo("chat");
        assertThat(received.getTitle()).isEqualTo(sent.getTitle());
        assertThat(received.getBody()).isEqualTo(sent.getBody());
        assertThat(received.getData()).isEqualTo(sent.getData());
        assertThat(received.getSentAt().getSeconds()).isEqualTo(sent.getSentAt().getSeconds());
        assertThat(received.getReplayed()).isFalse();
        assertThat(received.getPrev()).isEqualTo(phone.resumed().getCursor());
    }

    @Test
    void eachStepLeavesAReceipt(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        user.connect("phone");
        user.connect(2, "laptop");

        String id = user.isSent(1).get(0);

        Receipt accepted = posthorn.receipts().await(id, RECEIPT_STATE_ACCEPTED);
        Receipt routed = posthorn.receipts().await(id, RECEIPT_STATE_ROUTED);
        posthorn.receipts().awaitDelivered(List.of(id), user.name(), "phone");
        posthorn.receipts().awaitDelivered(List.of(id), user.name(), "laptop");
        assertThat(accepted.getRecipients()).isOne();
        assertThat(routed.getUser()).isEqualTo(user.name());
        assertThat(posthorn.receipts().of(id, RECEIPT_STATE_PENDING)).isEmpty();
        assertThat(posthorn.receipts().of(id, RECEIPT_STATE_DELIVERED))
                .allSatisfy(delivered -> assertThat(delivered.getPosition()).isEqualTo(routed.getPosition()))
                .extracting(Receipt::getGateway)
                .containsExactlyInAnyOrder("gateway-1", "gateway-2");
    }

    @Test
    void aMessageForNobodyConnectedIsPendingAndNotDelivered(Posthorn posthorn) {
        TestUser user = posthorn.newUser();

        String id = user.isSent(1).get(0);

        posthorn.receipts().await(id, RECEIPT_STATE_PENDING);
        assertThat(posthorn.receipts().of(id, RECEIPT_STATE_ROUTED)).isEmpty();
        assertThat(posthorn.receipts().of(id, RECEIPT_STATE_DELIVERED)).isEmpty();

        TestDevice first = user.connect("phone");
        first.awaitIds(List.of(id));
        posthorn.receipts().awaitDelivered(List.of(id), user.name(), "phone");
    }

    @Test
    void oneNotificationReachesAllOfItsUsersOnce(Posthorn posthorn) {
        TestUser one = posthorn.newUser();
        TestUser two = posthorn.newUser();
        TestUser three = posthorn.newUser();
        TestUser stranger = posthorn.newUser();
        List<TestDevice> phones = List.of(one.connect("phone"), two.connect("phone"), three.connect(2, "phone"));
        TestDevice strange = stranger.connect("phone");
        Notification sent =
                posthorn.upstream().notification(one, two, three, one).build();

        posthorn.upstream().protobuf(sent);

        phones.forEach(phone -> phone.awaitIds(List.of(sent.getId())));
        Receipt accepted = posthorn.receipts().await(sent.getId(), RECEIPT_STATE_ACCEPTED);
        assertThat(accepted.getRecipients()).isEqualTo(3);
        List.of(one, two, three)
                .forEach(user -> posthorn.receipts().awaitDelivered(List.of(sent.getId()), user.name(), "phone"));
        strange.awaitIds(stranger.isSent(1));
    }

    @Test
    void whatIsTransientReachesOnlyWhoIsThere(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        Notification typing =
                posthorn.upstream().notification(user).setClassName("transient").build();
        phone.awaitCaughtUp();

        posthorn.upstream().protobuf(typing);
        phone.awaitIds(List.of(typing.getId()));
        List<String> kept = user.isSent(1);
        phone.awaitAllOf(kept);
        TestDevice tablet = user.connect("tablet", setup -> setup.resume("earliest"));

        tablet.awaitIds(kept);
        user.awaitHistory(kept);
        phone.awaitIds(List.of(typing.getId(), kept.get(0)));
    }

    @Test
    void aSmallWindowDelaysAndLosesNothing(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice watch = user.connect("watch", setup -> setup.window(2));

        watch.awaitIds(user.isSent(30));

        assertThat(watch.welcome().getWindow()).isEqualTo(2);
        assertThat(watch.closes()).isEmpty();
    }

    @Test
    void theLargestMessageArrives(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        Notification large = posthorn.upstream()
                .notification(user)
                .setBody("x".repeat(64 << 10))
                .build();

        posthorn.upstream().protobuf(large);

        phone.awaitIds(List.of(large.getId()));
        assertThat(phone.message(0).getBody()).isEqualTo(large.getBody());
    }
}
