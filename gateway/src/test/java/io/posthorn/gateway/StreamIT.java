// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static io.posthorn.gateway.rig.GatewayRecords.at;
import static io.posthorn.gateway.rig.GatewayRecords.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.CaughtUpTo;
import io.posthorn.contracts.v1.CloseOrder;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.gateway.rig.Device;
import io.posthorn.gateway.rig.GatewayRecords;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The gateway's rule, from a record in its topic to a frame on a socket. */
@RealKafka
class StreamIT {

    private static final String GATEWAY = "stream";

    static KafkaSpace kafka;
    private static final TestIssuer issuer = new TestIssuer();
    private static RunningGateway gateway;
    private static GatewayRecords records;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(kafka, issuer, GATEWAY);
        records = new GatewayRecords(kafka);
    }

    @AfterAll
    static void stop() {
        records.close();
        gateway.close();
        issuer.close();
    }

    @Test
    void framesAreWrittenInOrderAndRepeatsAreNot() {
        Device device = resumed("user-1", 10);

        records.message(GATEWAY, device, 11, 10, "a");
        records.message(GATEWAY, device, 12, 11, "b");
        records.message(GATEWAY, device, 11, 10, "a");
        records.message(GATEWAY, device, 12, 11, "b");
        records.resume(GATEWAY, device, 3);
        records.message(GATEWAY, device, 15, 12, "c");
        records.send(GATEWAY, to(device, 0).setCaughtUp(CaughtUpTo.newBuilder().setPosition(at(15))));
        device.awaitFrames(6);

        assertThat(device.messageIds()).containsExactly("n-11", "n-12", "n-15");
        assertThat(device.frames().get(2).getMessage().getPrev()).isEqualTo(cursor("user-1", 10));
        assertThat(device.frames().get(4).getMessage().getPrev()).isEqualTo(cursor("user-1", 12));
        assertThat(device.last().getCaughtUp().getCursor()).isEqualTo(cursor("user-1", 15));
        device.close();
    }

    @Test
    void aHoleSendsTheDeviceAwayToResume() {
        Device device = resumed("user-2", 10);

        records.message(GATEWAY, device, 11, 10, "a");
        records.message(GATEWAY, device, 13, 12, "c");

        assertThat(device.awaitClosed()).isEqualTo(4200);
        assertThat(device.messageIds()).containsExactly("n-11");
        assertThat(device.last().getGoAway().getReconnectAfter()).isBetween(0, 5_000);
        assertThat(lastEvent(device, 2).getDisconnected().getCause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_HOLE);
    }

    @Test
    void whatIsForAnotherUserIsNotWritten() {
        Device device = resumed("user-3", 10);
        double before = gateway.metric("posthorn.gateway.stream.foreign");

        records.send(
                GATEWAY,
                Delivery.newBuilder()
                        .addRecipients(Recipient.newBuilder()
                                .setConnection(device.welcome().getConnection())
                                .setUserHash(UserHash.of("user-4"))
                                .setPrev(at(10)))
                        .setPosition(at(11))
                        .setMessage(Notification.newBuilder().setId("not-yours")));
        records.message(GATEWAY, device, 11, 10, "yours");
        device.awaitFrames(3);

        assertThat(device.messageIds()).containsExactly("n-11");
        assertThat(gateway.metric("posthorn.gateway.stream.foreign")).isEqualTo(before + 1);
        device.close();
    }

    @Test
    void recordsThatCannotBeReadStopNothing() {
        Device device = resumed("user-5", 10);

        records.send(GATEWAY, "garbage, not a Delivery".getBytes(StandardCharsets.UTF_8));
        records.send(GATEWAY, new byte[0]);
        records.send(GATEWAY, Delivery.newBuilder().setPosition(at(11)));
        records.message(GATEWAY, device, 11, 10, "a");
        device.awaitFrames(3);

        assertThat(device.messageIds()).containsExactly("n-11");
        assertThat(gateway.metric("posthorn.gateway.deliveries.unreadable")).isGreaterThanOrEqualTo(3);
        device.close();
    }

    @Test
    void deliveryMayCloseAConnectionThatWasReplaced() {
        Device device = resumed("user-6", 10);

        records.send(GATEWAY, to(device, 0).setClose(CloseOrder.newBuilder().setCode(4102)));

        assertThat(device.awaitClosed()).isEqualTo(4102);
        assertThat(lastEvent(device, 2).getDisconnected().getCause())
                .isEqualTo(DisconnectCause.DISCONNECT_CAUSE_REPLACED);
    }

    @Test
    void oneDeliveryMayGoToMany() {
        Device first = resumed("user-7", 10);
        Device second = resumed("user-8", 20);

        records.send(
                GATEWAY,
                to(first, 10)
                        .addRecipients(to(second, 20).getRecipients(0))
                        .addRecipients(Recipient.newBuilder().setConnection("gone"))
                        .setPosition(at(30))
                        .setMessage(Notification.newBuilder().setId("for-all")));
        first.awaitFrames(3);
        second.awaitFrames(3);

        assertThat(first.last().getMessage().getPrev()).isEqualTo(cursor("user-7", 10));
        assertThat(second.last().getMessage().getPrev()).isEqualTo(cursor("user-8", 20));
        assertThat(second.last().getMessage().getCursor()).isEqualTo(cursor("user-8", 30));
        first.close();
        second.close();
    }

    @Test
    void acknowledgementsAreCoalescedAndPublished() {
        Device device = resumed("user-9", 10);
        for (int i = 11; i <= 40; i++) {
            records.message(GATEWAY, device, i, i - 1, "x");
        }
        device.awaitFrames(32);
        for (int i = 11; i <= 40; i++) {
            device.say("{'type':'ack','cursor':'" + cursor("user-9", i) + "'}");
        }

        await().untilAsserted(() ->
                assertThat(lastEvent(device, 2).getAcked().getUpTo()).isEqualTo(at(40)));
        assertThat(events(device, 2)).hasSizeLessThan(30);
        device.close();
    }

    @Test
    void anAcknowledgementAboveTheLastFrameIsAnError() {
        Device device = resumed("user-10", 10);

        device.say("{'type':'ack','cursor':'" + cursor("user-10", 11) + "'}");
        device.awaitFrames(3);

        assertThat(device.last().getError().getCode()).isEqualTo("ack-beyond-last");
        assertThat(device.closeCode()).isZero();
        device.close();
        assertThat(lastEvent(device, 2).getDisconnected().getCause())
                .isEqualTo(DisconnectCause.DISCONNECT_CAUSE_CLIENT_CLOSED);
    }

    private static Device resumed(String user, long cursor) {
        Device device = Device.connect(gateway.port(), issuer.token(user), "phone");
        records.resume(GATEWAY, device, cursor);
        device.awaitFrames(2);
        return device;
    }

    private static List<ConnectionEvent> events(Device device, int count) {
        return records.awaitEvents(device.welcome().getConnection(), count);
    }

    private static ConnectionEvent lastEvent(Device device, int count) {
        List<ConnectionEvent> events = events(device, count);
        return events.get(events.size() - 1);
    }

    private static String cursor(String user, long offset) {
        return Cursor.encode(at(offset), UserHash.of(user));
    }
}
