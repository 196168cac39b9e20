// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static io.posthorn.contracts.v1.ReceiptState.RECEIPT_STATE_DUPLICATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.notification.NotificationReader;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.e2e.rig.Http;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same source and id is the same notification, however often and by whichever way it comes. */
@WholeStack
class RepeatsE2E {

    @Test
    void aRepeatIsDeliveredOnceAndToldUpstream(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        Notification original = posthorn.upstream().notification(user).build();

        posthorn.upstream().protobuf(original);
        posthorn.upstream().protobuf(original);

        Receipt duplicate = posthorn.receipts().await(original.getId(), RECEIPT_STATE_DUPLICATE);
        List<String> expected = new ArrayList<>(List.of(original.getId()));
        expected.addAll(user.isSent(1));
        phone.awaitIds(expected);
        user.awaitHistory(expected);
        assertThat(duplicate.getUser()).isEqualTo(user.name());
    }

    @Test
    void anotherKeyAnotherFormAndAnotherWayInMakeNoOtherNotification(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        Notification original = posthorn.upstream().notification(user).build();
        posthorn.upstream().protobuf(original);
        phone.awaitIds(List.of(original.getId()));

        posthorn.upstream().cloudEvent(original);
        for (String key : List.of("a", "b", "c", "d")) {
            posthorn.upstream()
                    .produce(
                            key,
                            original.toByteArray(),
                            Map.of(NotificationReader.CONTENT_TYPE, NotificationReader.PROTOBUF));
        }
        assertThat(posthorn.upstream().post(original).statusCode()).isEqualTo(202);

        posthorn.receipts().await(original.getId(), RECEIPT_STATE_DUPLICATE);
        List<String> expected = new ArrayList<>(List.of(original.getId()));
        expected.addAll(user.isSent(1));
        phone.awaitIds(expected);
        user.awaitHistory(expected);
    }

    @Test
    void theFirstOfTwoBodiesUnderOneIdempotencyKeyWins(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        String key = posthorn.upstream().notification(user).getId();
        Notification first = posthorn.upstream()
                .notification(user)
                .clearId()
                .setTitle("first")
                .build();
        Notification second = first.toBuilder().setTitle("second").build();

        HttpResponse<String> one = posthorn.upstream().post(first, "Idempotency-Key", key);
        phone.awaitIds(List.of(key));
        HttpResponse<String> two = posthorn.upstream().post(second, "Idempotency-Key", key);

        assertThat(one.statusCode()).isEqualTo(202);
        assertThat(two.statusCode()).isEqualTo(202);
        assertThat(Http.json(two)).isEqualTo(Http.json(one));
        posthorn.receipts().await(key, RECEIPT_STATE_DUPLICATE);
        phone.awaitIds(List.of(key));
        assertThat(phone.message(0).getTitle()).isEqualTo("first");
    }

    @Test
    void aRepeatToADeviceThatIsAwayIsDeliveredOnce(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        Notification original = posthorn.upstream().notification(user).build();
        posthorn.upstream().protobuf(original);
        posthorn.upstream().protobuf(original);
        posthorn.receipts().await(original.getId(), RECEIPT_STATE_DUPLICATE);

        TestDevice phone = user.connect("phone");

        phone.awaitCaughtUp();
        phone.awaitIds(List.of(original.getId()));
    }

    @Test
    void theSameIdFromAnotherSourceIsAnotherNotification(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        Notification original = posthorn.upstream().notification(user).build();
        Notification namesake = original.toBuilder().setSource("billing").build();

        posthorn.upstream().protobuf(original);
        posthorn.upstream().protobuf(namesake);

        phone.awaitIds(List.of(original.getId(), namesake.getId()));
        assertThat(posthorn.receipts().of(original.getId(), RECEIPT_STATE_DUPLICATE))
                .isEmpty();
    }
}
