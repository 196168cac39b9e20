// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.gateway.limit.Limit;
import org.junit.jupiter.api.Test;

/** What a device may use, and what remains of it: three connections, two a user, ten frames a second and twenty at once. */
class LimitsOnConnectionTest extends OpenConnection {

    @Test
    void whoTalksTooFastIsSentAway() {
        resumedAt(10);
        hear(20);
        assertThat(socket.closeCode).isZero();

        hear(1);

        assertThat(socket.closeCode).isEqualTo(4100);
        assertThat(cause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_PROTOCOL);
        assertThat(exceeded(Limit.FRAMES)).isEqualTo(1);
    }

    @Test
    void whoGoesOnAfterwardsIsNotCountedAgain() {
        resumedAt(10);
        hear(1_000);

        assertThat(exceeded(Limit.FRAMES)).isEqualTo(1);
        assertThat(log.events).hasSize(2);
    }

    @Test
    void whoTalksAsFastAsAllowedMayGoOn() {
        resumedAt(10);
        for (int second = 0; second < 100; second++) {
            hear(10);
            now += 1_000;
        }

        assertThat(socket.closeCode).isZero();
    }

    @Test
    void eachMessageMayBeAnswered() {
        resumedAt(0);
        for (int offset = 1; offset <= 1_000; offset++) {
            write(offset, offset - 1);
            connection.heard();
            ack(offset);
        }

        assertThat(socket.closeCode).isZero();
    }

    @Test
    void errorsAndPongsEarnNothing() {
        resumedAt(10);
        for (int i = 0; i < 30; i++) {
            connection.heard();
            said("{'type':'ping'}");
        }

        assertThat(socket.closeCode).isEqualTo(4100);
    }

    @Test
    void whoIsSentAwayForOverloadIsToldWhenToComeBack() {
        resumedAt(10);
        connection.notPublished();

        assertThat(socket.closeCode).isEqualTo(4100);
        assertThat(socket.last().getGoAway().getReconnectAfter()).isEqualTo(1_234);
    }

    @Test
    void whatStallsIsTheEnd() {
        resumedAt(10);
        socket.stalled = Limit.WRITE_TIME;
        connection.sweep(now);

        assertThat(socket.closeCode).isEqualTo(4100);
        assertThat(cause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_SLOW);
        assertThat(exceeded(Limit.WRITE_TIME)).isEqualTo(1);
    }

    @Test
    void aSocketThatStallsWhileItClosesIsCut() {
        resumedAt(10);
        connection.end(Ending.DRAINED);
        socket.stalled = Limit.WRITE_TIME;
        now += 5_000;
        connection.sweep(now);

        assertThat(socket.closeCode).isEqualTo(1012);
        assertThat(socket.aborted).isTrue();
    }

    @Test
    void noRoomForUnfinishedMessagesIsTheEnd() {
        resumedAt(10);
        connection.receivedTooMuch();

        assertThat(socket.closeCode).isEqualTo(4100);
        assertThat(exceeded(Limit.INBOUND)).isEqualTo(1);
    }

    @Test
    void aFrameThatIsTooBigIsCounted() {
        hello();
        connection.receivedTooBig();

        assertThat(socket.closeCode).isEqualTo(1009);
        assertThat(exceeded(Limit.FRAME_SIZE)).isEqualTo(1);
    }

    @Test
    void soIsOneThatIsNotEvenRead() {
        hello();
        connection.closed(1009, false);

        assertThat(exceeded(Limit.FRAME_SIZE)).isEqualTo(1);
        assertThat(cause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_PROTOCOL);
    }

    @Test
    void whoeverClosesWithItsCodeHasNotGoneBeyondIt() {
        hello();
        connection.closed(1009, true);

        assertThat(exceeded(Limit.FRAME_SIZE)).isZero();
    }

    @Test
    void ofThoseThatShookHandsAtOnceOneTooManyIsSentAway() {
        assertThat(opened(USER, "").closeCode).isZero();
        assertThat(opened(USER, "").closeCode).isEqualTo(4100);
        assertThat(exceeded(Limit.CONNECTIONS_PER_USER)).isEqualTo(1);

        assertThat(opened("user-2", "").closeCode).isEqualTo(4100);
        assertThat(exceeded(Limit.CONNECTIONS)).isEqualTo(1);
        assertThat(log.events).isEmpty();
    }

    @Test
    void aConnectionCountsUntilItsSocketHasClosed() {
        connection.end(Ending.SLOW);
        assertThat(occupancy.connections()).isEqualTo(1);

        connection.closed(4100, false);
        connection.closed(4100, false);

        assertThat(occupancy.connections()).isZero();
        assertThat(occupancy.users()).isZero();
        assertThat(occupancy.addresses()).isZero();
    }

    @Test
    void oneThatClosesBeforeItsHandshakeIsThroughLeavesNothing() {
        DeviceConnection late = connections.connect(arrival("user-2", ""));
        late.closed(1006, false);
        late.opened(new RecordingSocket());

        assertThat(connections.all()).containsExactly(connection);
        assertThat(occupancy.connections()).isEqualTo(1);
    }

    @Test
    void whatWasRevokedDuringTheHandshakeDoesNotBegin() {
        revoked = "session-7";

        assertThat(opened("user-2", "session-7").closeCode).isEqualTo(4001);
        assertThat(opened("user-3", "session-8").closeCode).isZero();
    }

    @Test
    void aTokenThatWasRevokedRenewsNothing() {
        hello();
        revoked = "";
        said("{'type':'auth','token':'user-1'}");

        assertThat(socket.closeCode).isEqualTo(4001);
        assertThat(cause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_SESSION_ENDED);
    }

    @Test
    void aGatewayThatDrainsTakesNobodyAndKeepsWhoIsThere() {
        DeviceConnection late = connections.connect(arrival("user-2", ""));
        connections.drain();
        RecordingSocket other = new RecordingSocket();
        late.opened(other);

        assertThat(connections.isAccepting()).isFalse();
        assertThat(other.closeCode).isEqualTo(1012);
        assertThat(socket.closeCode).isZero();

        connections.accept(8);
        assertThat(connections.isAccepting()).isFalse();
    }

    @Test
    void aDrainedDeviceIsToldItsOwnTime() {
        hello();
        connection.end(Ending.DRAINED, 777);

        assertThat(socket.last().getGoAway().getReconnectAfter()).isEqualTo(777);
    }

    private RecordingSocket opened(String user, String session) {
        RecordingSocket opened = new RecordingSocket();
        connections.connect(arrival(user, session)).opened(opened);
        return opened;
    }

    private void hear(int frames) {
        for (int i = 0; i < frames; i++) {
            connection.heard();
        }
    }

    private double exceeded(Limit limit) {
        return meters.get("posthorn.gateway.limits.exceeded")
                .tag("limit", limit.title())
                .counter()
                .count();
    }
}
