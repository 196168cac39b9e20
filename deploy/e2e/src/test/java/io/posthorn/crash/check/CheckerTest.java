// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

import static io.posthorn.crash.check.Scene.connection;
import static io.posthorn.crash.check.Scene.cursor;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import io.posthorn.crash.evidence.Applied;
import io.posthorn.crash.evidence.Entry;
import io.posthorn.crash.evidence.Facts;
import io.posthorn.crash.evidence.Identity;
import io.posthorn.crash.evidence.Ledger;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every breach is seen, and nothing else is seen in its place. */
class CheckerTest {

    private final Scene scene = Scene.ofMessages(4);

    @Test
    void aMessageThatNeverCameIsMissing() {
        scene.onlyConnection(connection("full", 0, scene.frames(0, 3), List.of(cursor(3))));
        scene.receipts.remove(3);

        assertThat(scene.broken()).containsExactly(Invariant.MISSING);
        assertThat(scene.findings().get(0).what()).contains("test/n-4");
    }

    @Test
    void aMessageBetweenTwoConnectionsIsMissing() {
        scene.onlyConnection(scene.connection(0, 1));
        scene.connections.add(scene.connection(2, 4));

        assertThat(scene.broken()).contains(Invariant.MISSING);
    }

    @Test
    void whatWasAppliedBeforeADeviceCameIsNotOwedToIt() {
        scene.onlyConnection(scene.connection(2, 4));
        scene.receipts.subList(0, 2).clear();

        assertThat(scene.findings()).isEmpty();
    }

    @Test
    void aDeviceWhoseStreamNeverBeganMissesEverything() {
        scene.connections.clear();
        scene.receipts.clear();

        assertThat(scene.broken()).containsExactly(Invariant.MISSING);
    }

    @Test
    void whatKafkaAcknowledgedAndDoesNotHaveIsMissing() {
        Entry entry = acked(Scene.notification(9).build());
        scene.ledger.put(entry.identity(), entry);

        assertThat(scene.broken()).containsExactly(Invariant.MISSING);
    }

    @Test
    void whatKafkaDidNotAcknowledgeMayBeGone() {
        Entry entry = Scene.begun(Scene.notification(9).build());
        scene.ledger.put(entry.identity(), entry);

        assertThat(scene.findings()).isEmpty();
    }

    @Test
    void whatKafkaHasAndTheRouterNeverAppliedIsMissing() {
        notApplied(Scene.notification(9).build());

        assertThat(scene.broken()).containsExactly(Invariant.MISSING);
    }

    @Test
    void whatIsNeverStoredNeedNotBeApplied() {
        notApplied(Scene.notification(9).setClassName("transient").build());

        assertThat(scene.findings()).isEmpty();
    }

    @Test
    void oneIdAtTwoPositionsIsADuplicate() {
        scene.applied(Scene.notification(4).build(), 5);
        scene.receipts.add(scene.receipt(5).toBuilder().setId("n-4").build());
        scene.connections.add(scene.connection(4, 5));

        assertThat(scene.broken()).containsExactly(Invariant.DUPLICATED);
    }

    @Test
    void aMessageForAnotherUserIsSeen() {
        Notification foreign = Scene.notification(5)
                .setTarget(Target.newBuilder().setUsers(UserList.newBuilder().addUsers("user-2")))
                .build();
        scene.applied(foreign, 5);
        scene.receipts.add(scene.receipt(5));
        scene.connections.add(scene.connection(4, 5));

        assertThat(scene.broken()).contains(Invariant.WRONG_USER);
    }

    @Test
    void aMessageThatNobodySentIsSeen() {
        scene.ledger.remove(new Identity("test", "n-3"));

        assertThat(scene.broken()).containsExactly(Invariant.WRONG_USER);
    }

    @Test
    void anotherContentIsSeen() {
        Entry entry = Scene.begun(Scene.notification(3).setTitle("another").build());
        scene.ledger.put(entry.identity(), entry);

        assertThat(scene.broken()).containsExactly(Invariant.WRONG_CONTENT);
    }

    @Test
    void anotherMessageThanTheInboxHasIsSeen() {
        Facts.Inboxed third = scene.inbox.get(2);
        scene.inbox.set(
                2, new Facts.Inboxed(new Identity("test", "n-9"), third.user(), third.partition(), third.offset()));

        assertThat(scene.broken()).containsExactly(Invariant.WRONG_CONTENT);
    }

    @Test
    void aMessageToEveryoneIsOwedToEachUser() {
        scene.broadcast(5);
        scene.connections.add(scene.connection(4, 5));
        scene.receipts.add(scene.receipt(5));

        assertThat(scene.findings()).isEmpty();
    }

    @Test
    void aMessageToEveryoneThatNeverCameIsMissing() {
        scene.broadcast(5);

        assertThat(scene.broken()).containsExactly(Invariant.MISSING);
    }

    @Test
    void aMessageToEveryoneThatWasPassedOverIsAHole() {
        scene.broadcast(5);
        scene.applied(Scene.notification(6).build(), 6);
        scene.receipts.add(scene.receipt(5));
        scene.receipts.add(scene.receipt(6));
        scene.connections.add(connection(4, List.of(scene.frame(6, 4))));

        assertThat(scene.broken()).contains(Invariant.HOLE, Invariant.MISSING);
    }

    @Test
    void factsThatDoNotFollowEachOtherAreTorn() {
        Collections.swap(scene.messages, 1, 2);

        assertThat(scene.broken()).containsExactly(Invariant.TORN_FACTS);
    }

    @Test
    void factsThatBeginInTheMiddleAreTorn() {
        scene.messages.remove(0);
        scene.rows.remove(0);

        assertThat(scene.broken()).contains(Invariant.TORN_FACTS);
    }

    @Test
    void factsThatWereCommittedTwiceAreTorn() {
        scene.messages.add(scene.messages.get(3));

        assertThat(scene.broken()).contains(Invariant.TORN_FACTS, Invariant.DUPLICATED);
    }

    @Test
    void aMissingRowIsSeen() {
        scene.rows.remove(1);

        assertThat(scene.broken()).containsExactly(Invariant.HISTORY);
    }

    @Test
    void aRowThatWasNeverCommittedIsSeen() {
        scene.rows.add(Applied.of(Scene.message(Scene.notification(9).build(), 9)));

        assertThat(scene.broken()).containsExactly(Invariant.HISTORY);
    }

    @Test
    void aDifferentRowIsSeen() {
        scene.rows.set(
                1, Applied.of(Scene.message(Scene.notification(2).setTitle("x").build(), 2)));

        assertThat(scene.broken()).containsExactly(Invariant.HISTORY);
    }

    @Test
    void aRowInTwoTablesIsSeen() {
        scene.rows.add(scene.rows.get(0));

        assertThat(scene.broken()).containsExactly(Invariant.HISTORY);
    }

    @Test
    void whatWasRejectedIsSeen() {
        scene.rejected.add("unparseable");

        assertThat(scene.broken()).containsExactly(Invariant.REJECTED);
    }

    @Test
    void anAckWithoutReceiptIsSeen() {
        scene.receipts.remove(2);

        assertThat(scene.broken()).containsExactly(Invariant.ACK_WITHOUT_RECEIPT);
    }

    @Test
    void aReceiptWithoutAckIsSeen() {
        scene.onlyConnection(connection("full", 0, scene.frames(0, 4), List.of(cursor(3))));

        assertThat(scene.broken()).containsExactly(Invariant.RECEIPT_WITHOUT_ACK);
    }

    @Test
    void aReceiptOfAnotherMessageIsSeen() {
        scene.receipts.set(1, scene.receipt(2).toBuilder().setId("n-3").build());

        assertThat(scene.broken()).containsExactly(Invariant.RECEIPT_WITHOUT_ACK);
    }

    @Test
    void aReceiptOfADeviceThatIsNotThereIsSeen() {
        scene.receipts.add(scene.receipt(2).toBuilder().setDevice("tablet").build());

        assertThat(scene.broken()).containsExactly(Invariant.RECEIPT_WITHOUT_ACK);
    }

    @Test
    void aResumeAcknowledgesWhatLiesBeforeIt() {
        scene.onlyConnection(connection("full", 0, scene.frames(0, 4), List.of()));
        scene.connections.add(connection("full", 4, List.of(), List.of()));

        assertThat(scene.findings()).isEmpty();
    }

    @Test
    void anAckOfWhatCouldNotExpireNeedsAReceiptWhateverIsSaidBesides() {
        scene.receipts.set(2, expired(3));

        assertThat(scene.broken()).containsExactly(Invariant.ACK_WITHOUT_RECEIPT);
    }

    @Test
    void whatExpiredOnTheDeviceMayBeToldAsExpiredAndIsCounted() {
        scene.applied(
                Scene.notification(5)
                        .setTtl(Duration.newBuilder().setSeconds(5))
                        .build(),
                5);
        scene.connections.add(scene.connection(4, 5));
        scene.receipts.add(expired(5));

        assertThat(scene.findings()).isEmpty();
        assertThat(Checker.ackedThoughSkipped(scene.evidence())).isEqualTo(1);
    }

    @Test
    void whatExpiredOnTheDeviceIsToldSomehow() {
        scene.applied(
                Scene.notification(5)
                        .setTtl(Duration.newBuilder().setSeconds(5))
                        .build(),
                5);
        scene.connections.add(scene.connection(4, 5));

        assertThat(scene.broken()).containsExactly(Invariant.ACK_WITHOUT_RECEIPT);
    }

    private Receipt expired(int number) {
        return scene.receipt(number).toBuilder()
                .setState(ReceiptState.RECEIPT_STATE_EXPIRED)
                .build();
    }

    private void notApplied(Notification notification) {
        Entry entry = Scene.begun(notification);
        scene.ledger.put(entry.identity(), entry);
        scene.accepted.add(new Facts.Accepted(entry.identity(), 0, 99));
    }

    private static Entry acked(Notification notification) {
        var ledger = new Ledger();
        ledger.begun(notification, Scene.NOW);
        ledger.acked(Identity.of(notification), Scene.NOW + 1);
        return ledger.find(Identity.of(notification)).orElseThrow();
    }
}
