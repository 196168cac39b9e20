// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.wire.Subprotocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a connection begins, what its device may say on it, and how it ends. */
class DeviceConnectionTest extends OpenConnection {

    @Test
    void helloIsPublishedAndAnsweredAtOnce() {
        said("{'type':'hello','device':'phone','window':10}");

        ConnectionEvent event = log.last();
        assertThat(event.getUser()).isEqualTo(USER);
        assertThat(event.getDevice()).isEqualTo("phone");
        assertThat(event.getGateway()).isEqualTo("gateway-1");
        assertThat(event.getIncarnation()).isEqualTo(7);
        assertThat(event.getConnected().getWindow()).isEqualTo(10);
        assertThat(socket.last().getWelcome().getConnection()).isEqualTo(event.getConnection());
        assertThat(socket.last().getWelcome().getHeartbeat()).isEqualTo(25_000);
        assertThat(socket.last().getWelcome().getWindow()).isEqualTo(10);
    }

    @Test
    void whereItCameFromIsToldOnlyIfItIsToBe() {
        hello();
        assertThat(log.last().getConnected().getAddress()).isEmpty();

        Arrival told = new Arrival(arrival(USER, "").bearer(), Subprotocol.JSON, 4711, "203.0.113.6");
        connection = connections.connect(told);
        connection.opened(socket);
        hello();
        assertThat(log.last().getConnected().getAddress()).isEqualTo("203.0.113.6");
    }

    @Test
    void anythingBeforeHelloIsTheEndAndTheLogHearsNothing() {
        said("{'type':'ping'}");

        assertThat(socket.closeCode).isEqualTo(4005);
        assertThat(log.events).isEmpty();
    }

    @Test
    void aFaultyHelloMayBeRepeated() {
        said("{'type':'hello','device':''}");
        said("{'type':'hello','device':'phone'}");

        assertThat(socket.frames.get(0).getError().getCode()).isEqualTo("bad-device");
        assertThat(socket.last().hasWelcome()).isTrue();
    }

    @Test
    void aSecondHelloIsAnError() {
        hello();
        said("{'type':'hello','device':'laptop'}");

        assertThat(socket.last().getError().getCode()).isEqualTo("second-hello");
        assertThat(log.events).hasSize(1);
    }

    @Test
    void readAndAttributesArePublished() {
        resumedAt(10);
        said("{'type':'read','cursor':'" + cursor(9) + "'}");
        assertThat(log.last().getRead().getUpTo()).isEqualTo(at(9));

        said("{'type':'attributes','set':{'a':'1'},'remove':['b'],'clear':true}");
        assertThat(log.last().getAttributesChanged().getSetMap()).containsEntry("a", "1");
        assertThat(log.last().getAttributesChanged().getRemoveList()).containsExactly("b");
        assertThat(log.last().getAttributesChanged().getClear()).isTrue();
    }

    @Test
    void readOfAnotherUsersCursorIsAnError() {
        resumedAt(10);
        said("{'type':'read','cursor':'" + Cursor.encode(at(9), UserHash.of("user-2")) + "'}");

        assertThat(socket.last().getError().getCode()).isEqualTo("bad-cursor");
        assertThat(log.events).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 1_000_000})
    void readOfWhatWasNotWrittenIsAnError(long offset) {
        resumedAt(10);
        said("{'type':'read','cursor':'" + cursor(offset) + "'}");

        assertThat(socket.last().getError().getCode()).isEqualTo("read-beyond-last");
        assertThat(log.events).hasSize(1);
    }

    @Test
    void readBeforeResumedIsAnError() {
        hello();
        said("{'type':'read','cursor':'" + cursor(0) + "'}");

        assertThat(socket.last().getError().getCode()).isEqualTo("read-beyond-last");
    }

    @Test
    void pingIsAnsweredWithPong() {
        hello();
        said("{'type':'ping'}");

        assertThat(socket.last().hasPong()).isTrue();
    }

    @Test
    void whatIsNoFrameEndsTheConnection() {
        hello();
        said("hello?");

        assertThat(socket.closeCode).isEqualTo(4004);
        assertThat(cause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_PROTOCOL);
    }

    @Test
    void tenFaultsAreTooMany() {
        hello();
        for (int i = 0; i < 9; i++) {
            said("{'type':'dance'}");
        }
        assertThat(socket.closeCode).isZero();

        said("{'type':'dance'}");

        assertThat(socket.closeCode).isEqualTo(4004);
    }

    @Test
    void anEventThatIsNotPublishedEndsTheConnection() {
        log.failing = true;
        hello();

        assertThat(socket.closeCode).isEqualTo(4100);
        assertThat(socket.frames).allMatch(ServerFrame::hasGoAway);
        assertThat(cause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_NOT_ANSWERED);
    }

    @Test
    void anEventThatFailsAfterTheEndChangesNothing() {
        hello();
        connection.closed(1006, false);
        log.failures.get(0).run();

        assertThat(log.events).hasSize(2);
        assertThat(socket.closeCode).isZero();
    }

    @Test
    void theEndIsPublishedOnce() {
        hello();
        connection.end(Ending.DRAINED);
        connection.end(Ending.HOLE);
        connection.closed(1012, false);

        assertThat(log.events).hasSize(2);
        assertThat(cause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_DRAINED);
        assertThat(connections.find(log.last().getConnection())).isNull();
    }

    @Test
    void pingsGoOutAtEachHeartbeatAndAsFramesToWhoAsked() {
        said("{'type':'hello','device':'phone','pings':true}");
        connection.resume(resumption(10));
        now += 25_000;
        connection.heard();
        connection.sweep(now);
        connection.sweep(now);

        assertThat(socket.pings).isEqualTo(1);
        assertThat(socket.last().hasPing()).isTrue();
    }

    @Test
    void withoutAnAnswerFromDeliveryTheDeviceIsSentAway() {
        hello();
        now += 15_000;
        connection.sweep(now);

        assertThat(socket.closeCode).isEqualTo(4100);
        assertThat(cause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_NOT_ANSWERED);
        assertThat(socket.frames).noneMatch(ServerFrame::hasGoAway);
    }

    @Test
    void aPeerThatDoesNotCloseIsCutOff() {
        hello();
        connection.end(Ending.DRAINED);
        now += 5_000;
        connection.sweep(now);

        assertThat(socket.aborted).isTrue();
    }

    @Test
    void beforeItsEndANewTokenIsAskedForAndAtItsEndTheSocketEnds() {
        resumedAt(10);
        now += 3_540_000;
        connection.heard();
        connection.sweep(now);
        assertThat(socket.last().getAuthRequired().getDeadline().getSeconds())
                .isEqualTo(START.plusSeconds(3_600).getEpochSecond());

        now += 60_000;
        connection.heard();
        connection.sweep(now);

        assertThat(socket.closeCode).isEqualTo(4101);
    }

    @Test
    void aNewTokenMovesTheEnd() {
        resumedAt(10);
        now += 3_540_000;
        said("{'type':'auth','token':'user-1'}");
        now += 60_000;
        connection.heard();
        connection.sweep(now);

        assertThat(socket.closeCode).isZero();
    }

    @Test
    void anotherUsersTokenIsForbidden() {
        hello();
        said("{'type':'auth','token':'user-2'}");

        assertThat(socket.closeCode).isEqualTo(4003);
    }

    @Test
    void aBadTokenIsAnErrorAndMovesNothing() {
        hello();
        said("{'type':'auth','token':'bad'}");

        assertThat(socket.last().getError().getCode()).isEqualTo("bad-token");
        assertThat(socket.closeCode).isZero();
    }

    @Test
    void aConnectionOfALostLeaseDoesNotBegin() {
        DeviceConnection late = connections.connect(arrival(USER, ""));
        connections.refuse(Ending.LEASE_LOST);
        RecordingSocket other = new RecordingSocket();
        late.opened(other);

        assertThat(other.closeCode).isEqualTo(4200);
        assertThat(log.events).isEmpty();
    }

    @Test
    void aHandshakeThatTheLeaseDidNotOutliveDoesNotBecomeAConnection() {
        connections.refuse(Ending.LEASE_LOST);
        DeviceConnection late = connections.connect(arrival(USER, ""));
        RecordingSocket other = new RecordingSocket();
        late.opened(other);

        assertThat(other.closeCode).isEqualTo(4200);
    }
}
