// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.client.reconnect.Closed;
import io.posthorn.client.stream.AckPolicy;
import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A device that comes back continues exactly where it stopped. */
@WholeStack
class ResumeE2E {

    @Test
    void whatCameMeanwhileWaits(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice laptop = user.connect("laptop");
        laptop.awaitIds(user.isSent(3));
        String stopped = laptop.message(2).getCursor();
        laptop.leave();
        List<String> missed = user.isSent(5);
        awaitUnacked(user, "laptop", 5);

        TestDevice again = user.connect(2, "laptop");

        again.awaitIds(missed);
        assertThat(again.resumed().getRecovered()).isEqualTo("full");
        assertThat(again.resumed().getCursor()).isEqualTo(stopped);
        assertThat(again.resumed().getPending()).isEqualTo(5);
        assertThat(again.message(0).getPrev()).isEqualTo(stopped);
        again.awaitCaughtUp();
        assertThat(again.caughtUps()).hasSize(1);
    }

    @Test
    void devicesOfOneUserHaveTheirOwnCursors(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        TestDevice laptop = user.connect(2, "laptop");
        List<String> both = user.isSent(3);
        phone.awaitIds(both);
        laptop.awaitIds(both);
        laptop.leave();

        List<String> missed = user.isSent(4);
        phone.awaitAllOf(missed);
        TestDevice again = user.connect("laptop");

        again.awaitIds(missed);
        assertThat(phone.ids()).hasSize(7).doesNotHaveDuplicates();
        assertThat(phone.closes()).isEmpty();
    }

    @Test
    void whatWasNotAcknowledgedComesAgain(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone", setup -> setup.ack(AckPolicy.MANUAL));
        List<String> sent = user.isSent(5);
        phone.awaitIds(sent);
        phone.client().ack(phone.message(1).getCursor());
        posthorn.receipts().awaitDelivered(sent.subList(0, 2), user.name(), "phone");
        phone.vanish();

        TestDevice again = user.connect("phone");

        again.awaitIds(sent.subList(2, 5));
        posthorn.receipts().awaitDelivered(sent, user.name(), "phone");
    }

    @Test
    void aLostNetworkIsNoticedByNobody(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        List<String> before = user.isSent(3);
        phone.awaitIds(before);

        phone.client().drop();
        List<String> after = user.isSent(3);

        phone.awaitAllOf(after);
        assertThat(phone.ids()).hasSize(6).doesNotHaveDuplicates();
        assertThat(phone.resumptions()).hasSize(2);
    }

    @Test
    void aFurtherDeviceStartsAtTheEndUnlessItAsksForAll(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        List<String> old = user.isSent(3);
        phone.awaitIds(old);

        TestDevice tablet = user.connect("tablet");
        TestDevice watch = user.connect("watch", setup -> setup.resume("earliest"));
        TestDevice television = user.connect("television", setup -> setup.resume("latest"));
        watch.awaitIds(old);
        List<String> young = user.isSent(1);

        tablet.awaitIds(young);
        television.awaitIds(young);
        watch.awaitAllOf(young);
        assertThat(watch.ids()).hasSize(4);
    }

    @Test
    void anOlderCursorBringsAllAfterItAndMovesNothingBack(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice laptop = user.connect("laptop");
        List<String> sent = user.isSent(6);
        laptop.awaitIds(sent);
        posthorn.receipts().awaitDelivered(sent, user.name(), "laptop");
        String second = laptop.message(1).getCursor();
        String last = laptop.message(5).getCursor();
        laptop.leave();

        TestDevice again = user.connect("laptop", setup -> setup.resume(second).ack(AckPolicy.MANUAL));

        again.awaitIds(sent.subList(2, 6));
        assertThat(again.resumed().getCursor()).isEqualTo(second);
        assertThat(user.device("laptop").get("cursor").asString()).isEqualTo(last);
    }

    @Test
    void aNewerCursorThanTheServersIsAnAcknowledgement(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice laptop = user.connect("laptop", setup -> setup.ack(AckPolicy.MANUAL));
        List<String> sent = user.isSent(4);
        laptop.awaitIds(sent);
        String third = laptop.message(2).getCursor();
        laptop.vanish();

        TestDevice again = user.connect("laptop", setup -> setup.resume(third));

        again.awaitIds(sent.subList(3, 4));
        posthorn.receipts().awaitDelivered(sent, user.name(), "laptop");
    }

    @Test
    void theNewerConnectionOfADeviceReplacesTheOlder(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice older = user.connect(1, "phone", setup -> setup.reconnect(false));

        TestDevice newer = user.connect(2, "phone");

        Closed closed = older.awaitEnd();
        assertThat(closed.code()).isEqualTo(CloseCode.REPLACED.code());
        newer.awaitIds(user.isSent(2));
        assertThat(older.ids()).isEmpty();
    }

    @Test
    void whatIsReadOnOneDeviceIsToldToTheOthers(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        TestDevice laptop = user.connect(2, "laptop");
        List<String> sent = user.isSent(2);
        phone.awaitIds(sent);
        laptop.awaitIds(sent);

        phone.client().read(phone.message(1).getCursor());

        Patience.await("the laptop is told")
                .untilAsserted(() -> assertThat(laptop.reads())
                        .singleElement()
                        .satisfies(read -> assertThat(read.getCursor())
                                .isEqualTo(phone.message(1).getCursor())));
        assertThat(phone.reads()).isEmpty();
    }

    private static void awaitUnacked(TestUser user, String device, int messages) {
        Patience.await(messages + " messages wait for " + device)
                .untilAsserted(() ->
                        assertThat(user.device(device).get("unacked").asLong()).isEqualTo(messages));
    }
}
