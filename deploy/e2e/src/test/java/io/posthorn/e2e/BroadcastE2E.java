// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static io.posthorn.contracts.v1.ReceiptState.RECEIPT_STATE_ACCEPTED;
import static io.posthorn.contracts.v1.ReceiptState.RECEIPT_STATE_DELIVERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.Target;
import io.posthorn.e2e.rig.Outage;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStackAlone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A notification to everyone stands in each user's stream. Alone, because all devices of all tests would get it. */
@WholeStackAlone
class BroadcastE2E {

    @Test
    void everyoneWhoIsConnectedGetsItInOrderWithTheirOwn(Posthorn posthorn) {
        List<TestUser> users =
                IntStream.range(0, 8).mapToObj(i -> posthorn.newUser()).toList();
        List<TestDevice> devices = IntStream.range(0, 8)
                .mapToObj(i -> users.get(i).connect(1 + i % 2, "phone"))
                .toList();
        List<List<String>> expected = new ArrayList<>();
        users.forEach(user -> expected.add(new ArrayList<>(user.isSent(2))));
        IntStream.range(0, 8).forEach(i -> devices.get(i).awaitIds(expected.get(i)));

        String everyones = toEveryone(posthorn);
        devices.forEach(device -> device.awaitCount(3));
        IntStream.range(0, 8).forEach(i -> {
            expected.get(i).add(everyones);
            expected.get(i).addAll(users.get(i).isSent(2));
        });

        IntStream.range(0, 8).forEach(i -> devices.get(i).awaitIds(expected.get(i)));
    }

    @Test
    void whoWasAwayGetsItInItsPlace(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        phone.leave();
        user.awaitAway();
        List<String> expected = new ArrayList<>(user.isSent(1));
        posthorn.receipts().await(expected.get(0), io.posthorn.contracts.v1.ReceiptState.RECEIPT_STATE_PENDING);
        expected.add(toEveryone(posthorn));
        TestDevice witness = posthorn.newUser().connect("witness");
        String last = toEveryone(posthorn);
        Patience.await("the last has been applied").until(() -> witness.ids().contains(last));
        expected.add(last);

        TestDevice again = user.connect("phone");

        again.awaitIds(expected);
    }

    @Test
    void whoIsNewDoesNotGetWhatWasBefore(Posthorn posthorn) {
        TestUser known = posthorn.newUser();
        TestDevice there = known.connect("phone");
        String before = toEveryone(posthorn);
        there.awaitIds(List.of(before));
        // Each partition has its own copy: the new user's must have been applied as well.
        List<TestUser> witnesses =
                IntStream.range(0, 8).mapToObj(i -> posthorn.newUser()).toList();
        List<TestDevice> seen =
                witnesses.stream().map(user -> user.connect("witness")).toList();
        String marker = toEveryone(posthorn);
        seen.forEach(device -> device.awaitCount(1));

        TestUser stranger = posthorn.newUser();
        TestDevice phone = stranger.connect("phone", setup -> setup.resume("earliest"));
        List<String> own = stranger.isSent(1);

        phone.awaitIds(own);
        assertThat(phone.ids()).doesNotContain(before, marker);
    }

    @Test
    void oneReceiptIsWrittenForAllAndOneForEachDeviceThatHasIt(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        String id = toEveryone(posthorn);
        phone.awaitIds(List.of(id));

        posthorn.receipts().await(id, RECEIPT_STATE_ACCEPTED);
        Patience.await("the phone's delivery is on record")
                .until(() -> posthorn.receipts().of(id, RECEIPT_STATE_DELIVERED).stream()
                        .map(Receipt::getUser)
                        .anyMatch(user.name()::equals));
    }

    @Test
    void whoseGatewayDiedGetsItOnce(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect(2, "phone");
        TestDevice laptop = user.connect(1, "laptop");
        String first = toEveryone(posthorn);
        phone.awaitIds(List.of(first));
        String second;
        try (Outage outage = posthorn.kill(posthorn.gateway(2))) {
            second = toEveryone(posthorn);
            laptop.awaitIds(List.of(first, second));
            assertThat(outage.lasts()).isTrue();
        }

        phone.awaitIds(List.of(first, second));
    }

    /** @return its id */
    private static String toEveryone(Posthorn posthorn) {
        Notification notification = posthorn.upstream()
                .notification()
                .setTarget(Target.newBuilder().setEveryone(true))
                .build();
        posthorn.upstream()
                .produce("anything", notification.toByteArray(), Map.of("content-type", "application/x-protobuf"));
        return notification.getId();
    }
}
