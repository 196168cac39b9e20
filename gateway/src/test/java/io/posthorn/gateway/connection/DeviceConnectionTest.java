// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Recovered;
import io.posthorn.contracts.v1.Resumption;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.wire.Subprotocol;
import io.posthorn.gateway.deadline.DeadlineSettings;
import io.posthorn.gateway.frame.StreamFrame;
import io.posthorn.gateway.token.Bearer;
import io.posthorn.gateway.token.TokenRenewal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class DeviceConnectionTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final String USER = "user-1";
    private static final int HASH = UserHash.of(USER);

    private final RecordingLog log = new RecordingLog();
    private final RecordingSocket socket = new RecordingSocket();
    private long now = 1_000_000;

    private final Surroundings around = new Surroundings(
            "gateway-1",
            new DeadlineSettings(
                    Duration.ofSeconds(25),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60),
                    Duration.ofMillis(500)),
            () -> now,
            () -> START.plusMillis(now - 1_000_000),
            log,
            new TokenRenewal(this::decode, Runnable::run),
            new ConnectionMetrics(new SimpleMeterRegistry()),
            () -> 1_234);
    private final Connections connections = new Connections(around, new SimpleMeterRegistry());
    private DeviceConnection connection;

    @BeforeEach
    void open() {
        connections.accept(7);
        connection =
                (DeviceConnection) connections.connect(new Bearer(USER, START.plusSeconds(3_600)), Subprotocol.JSON);
        connection.opened(socket);
    }

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
    void framesBeforeResumedAreDropped() {
        hello();
        write(11, 10);

        assertThat(socket.frames).hasSize(1);
    }

    @Test
    void theStreamIsWrittenInOrderWithoutRepeats() {
        resumedAt(10);
        write(11, 10);
        write(11, 10);
        write(9, 8);
        write(12, 11);

        assertThat(socket.frames.stream()
                        .filter(ServerFrame::hasMessage)
                        .map(frame -> frame.getMessage().getCursor()))
                .containsExactly(cursor(11), cursor(12));
        assertThat(socket.last().getMessage().getPrev()).isEqualTo(cursor(11));
    }

    @Test
    void aTransientFrameIsTheNextOnesPrevOnTheWireThoughNotInTheLog() {
        resumedAt(10);
        write(11, 10);
        write(12, 10);

        assertThat(socket.last().getMessage().getPrev()).isEqualTo(cursor(11));
    }

    @Test
    void aHoleEndsTheConnectionAndSaysWhenToComeBack() {
        resumedAt(10);
        write(13, 12);

        assertThat(socket.closeCode).isEqualTo(4200);
        assertThat(socket.last().getGoAway().getReconnectAfter()).isEqualTo(1_234);
        assertThat(cause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_HOLE);
    }

    @Test
    void nothingIsWrittenAfterTheEnd() {
        resumedAt(10);
        write(13, 12);
        int frames = socket.frames.size();

        write(11, 10);
        connection.caughtUp(at(11));
        said("{'type':'ping'}");

        assertThat(socket.frames).hasSize(frames);
    }

    @Test
    void resumedAndCaughtUpAreWrittenOnce() {
        resumedAt(10);
        connection.resume(resumption(3));
        connection.caughtUp(at(10));
        connection.caughtUp(at(10));

        assertThat(socket.frames).hasSize(3);
        assertThat(socket.frames.get(1).getResumed().getRecovered()).isEqualTo("full");
        assertThat(socket.frames.get(1).getResumed().getCursor()).isEqualTo(cursor(10));
        assertThat(socket.last().getCaughtUp().getCursor()).isEqualTo(cursor(10));
    }

    @Test
    void resumedBeforeHelloIsNotObeyed() {
        connection.resume(resumption(10));

        assertThat(socket.frames).isEmpty();
    }

    @Test
    void readOnlyGoesForward() {
        resumedAt(10);
        connection.readElsewhere(at(8));
        connection.readElsewhere(at(7));

        assertThat(socket.frames).hasSize(3);
        assertThat(socket.last().getRead().getCursor()).isEqualTo(cursor(8));
    }

    @Test
    void framesForAnotherUserAreSeenAsSuch() {
        assertThat(connection.isOf(HASH)).isTrue();
        assertThat(connection.isOf(UserHash.of("user-2"))).isFalse();
    }

    @Test
    void onlyTheNewestAcknowledgementIsPublished() {
        resumedAt(10);
        write(11, 10);
        write(12, 11);
        ack(11);
        ack(12);
        ack(11);
        log.flushAcknowledgements();

        assertThat(log.events).hasSize(2);
        assertThat(log.last().getAcked().getUpTo()).isEqualTo(at(12));
    }

    @Test
    void anAcknowledgementThatWasLostIsPublishedAgainWhenItsMessageComesAgain() {
        resumedAt(10);
        write(11, 10);
        write(12, 11);
        ack(11);
        log.flushAcknowledgements();

        write(12, 11);
        log.flushAcknowledgements();
        assertThat(log.events)
                .as("what the device has not acked is only dropped")
                .hasSize(2);

        write(11, 10);
        write(11, 10);
        log.flushAcknowledgements();
        assertThat(log.events).hasSize(3);
        assertThat(log.last().getAcked().getUpTo()).isEqualTo(at(11));
    }

    @Test
    void anAcknowledgementThatWasPublishedIsNotPublishedAgain() {
        resumedAt(10);
        write(11, 10);
        ack(11);
        log.flushAcknowledgements();
        ack(11);
        log.flushAcknowledgements();

        assertThat(log.events).hasSize(2);
    }

    @Test
    void atHalfTheWindowAnAcknowledgementDoesNotWait() {
        said("{'type':'hello','device':'phone','window':4}");
        connection.resume(resumption(10));
        write(11, 10);
        ack(11);
        assertThat(log.events).hasSize(1);

        write(12, 11);
        ack(12);

        assertThat(log.last().getAcked().getUpTo()).isEqualTo(at(12));
        log.flushAcknowledgements();
        assertThat(log.events).hasSize(2);
    }

    @Test
    void anAcknowledgementAboveTheLastFrameIsAnErrorAndNothingElse() {
        resumedAt(10);
        write(11, 10);
        ack(12);
        log.flushAcknowledgements();

        assertThat(socket.last().getError().getCode()).isEqualTo("ack-beyond-last");
        assertThat(log.events).hasSize(1);
        assertThat(socket.closeCode).isZero();
    }

    @Test
    void aPendingAcknowledgementIsPublishedBeforeTheEnd() {
        resumedAt(10);
        write(11, 10);
        ack(11);
        connection.closed(1000, true);

        assertThat(log.events.get(1).getAcked().getUpTo()).isEqualTo(at(11));
        assertThat(cause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_CLIENT_CLOSED);
        log.flushAcknowledgements();
        assertThat(log.events).hasSize(3);
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
        assertThat(socket.frames).isEmpty();
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
    void aDeviceThatIsTooSlowIsSentAway() {
        resumedAt(10);
        socket.full = true;
        write(11, 10);

        assertThat(socket.closeCode).isEqualTo(4100);
        assertThat(cause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_SLOW);
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
        var late = (DeviceConnection) connections.connect(new Bearer(USER, START.plusSeconds(60)), Subprotocol.JSON);
        connections.refuse(Ending.LEASE_LOST);
        RecordingSocket other = new RecordingSocket();
        late.opened(other);

        assertThat(other.closeCode).isEqualTo(4200);
        assertThat(log.events).isEmpty();
    }

    @Test
    void aHandshakeThatTheLeaseDidNotOutliveDoesNotBecomeAConnection() {
        connections.refuse(Ending.LEASE_LOST);
        var late = (DeviceConnection) connections.connect(new Bearer(USER, START.plusSeconds(60)), Subprotocol.JSON);
        RecordingSocket other = new RecordingSocket();
        late.opened(other);

        assertThat(other.closeCode).isEqualTo(4200);
    }

    private void hello() {
        said("{'type':'hello','device':'phone'}");
    }

    private void resumedAt(long offset) {
        hello();
        connection.resume(resumption(offset));
    }

    private static Resumption resumption(long offset) {
        return Resumption.newBuilder()
                .setRecovered(Recovered.RECOVERED_FULL)
                .setCursor(at(offset))
                .build();
    }

    private void write(long offset, long prev) {
        connection.write(
                StreamFrame.of(Delivery.newBuilder()
                        .setPosition(at(offset))
                        .setMessage(Notification.newBuilder().setId("n-" + offset))
                        .build()),
                at(prev));
    }

    private void ack(long offset) {
        said("{'type':'ack','cursor':'" + cursor(offset) + "'}");
    }

    private void said(String json) {
        connection.received(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private DisconnectCause cause() {
        return log.last().getDisconnected().getCause();
    }

    private static String cursor(long offset) {
        return Cursor.encode(at(offset), HASH);
    }

    private static Position at(long offset) {
        return Positions.of(1, offset, 1_000 + offset);
    }

    /** A token is its user's name and good for an hour from now. */
    private Jwt decode(String token) {
        if (token.equals("bad")) {
            throw new BadJwtException("bad");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject(token)
                .claim("scope", "device")
                .expiresAt(around.wallClock().instant().plusSeconds(3_600))
                .build();
    }
}
