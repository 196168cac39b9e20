// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReplayProgressed;
import io.posthorn.history.recording.Intake;
import io.posthorn.history.recording.Place;
import io.posthorn.history.rig.TestDevice;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionIntakeTest {

    private static final Place PLACE = new Place(1, 17, Instant.parse("2026-11-20T10:00:00Z"));
    private static final Position POSITION = Positions.of(1, 9, 1_795_168_721_118L);
    private static final TestDevice PHONE = new TestDevice("user-1", "phone", "c-1");

    @Test
    void whatHappensToAConnectionIsTaken() {
        for (ConnectionEvent event : new ConnectionEvent[] {
            PHONE.connected(Map.of("app", "1")),
            PHONE.acked(POSITION),
            PHONE.acked(Positions.START),
            PHONE.read(POSITION),
            PHONE.changed(Map.of("app", "2")),
            PHONE.forgotten(),
            PHONE.disconnected(DisconnectCause.DISCONNECT_CAUSE_BROKEN),
            new TestDevice("user-1", "", "c-1").disconnected(DisconnectCause.DISCONNECT_CAUSE_UNKNOWN_CONNECTION)
        }) {
            assertThat(of(event)).isEqualTo(new Intake.Take<>(new ConnectionFact(PLACE, event)));
        }
    }

    @Test
    void whatIsNobodysFactIsPassed() {
        ConnectionEvent progress = PHONE.acked(POSITION).toBuilder()
                .setReplayProgressed(ReplayProgressed.getDefaultInstance())
                .build();
        ConnectionEvent later = PHONE.acked(POSITION).toBuilder().clearEvent().build();

        assertThat(of(progress)).isEqualTo(new Intake.Pass<>());
        assertThat(of(later)).isEqualTo(new Intake.Pass<>());
    }

    static Stream<Arguments> unfit() {
        Position negative = Positions.of(1, -1, 0);
        Position farEra = Positions.of(70_000, 1, 0);
        Connected talkative = Connected.newBuilder().setAddress("1".repeat(65)).build();
        return Stream.of(
                Arguments.of(new TestDevice("", "phone", "c-1").acked(POSITION), Rejection.BAD_ID, "user"),
                Arguments.of(new TestDevice("user 1", "phone", "c-1").acked(POSITION), Rejection.BAD_ID, "user"),
                Arguments.of(new TestDevice("user-1", "", "c-1").acked(POSITION), Rejection.BAD_ID, "device"),
                Arguments.of(new TestDevice("user-1", "x".repeat(129), "c-1").forgotten(), Rejection.BAD_ID, "device"),
                Arguments.of(new TestDevice("user-1", "phone", "").connected(Map.of()), Rejection.BAD_ID, "connection"),
                Arguments.of(
                        new TestDevice("user-1", "phone", "").disconnected(DisconnectCause.DISCONNECT_CAUSE_BROKEN),
                        Rejection.BAD_ID,
                        "connection"),
                Arguments.of(PHONE.acked(POSITION).toBuilder().setGateway("a b").build(), Rejection.BAD_ID, "gateway"),
                Arguments.of(PHONE.acked(negative), Rejection.FAILED, "acked.up_to"),
                Arguments.of(PHONE.acked(farEra), Rejection.FAILED, "acked.up_to"),
                Arguments.of(PHONE.read(negative), Rejection.FAILED, "read.up_to"),
                Arguments.of(PHONE.connected(talkative), Rejection.TOO_LARGE, "connected.address"),
                Arguments.of(ConnectionEvent.getDefaultInstance(), Rejection.UNPARSEABLE, "no kind"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void whatDoesNotFitIsParkedWithItsReason(ConnectionEvent event, Rejection reason, String field) {
        assertThat(of(event)).isInstanceOfSatisfying(Intake.Park.class, park -> {
            assertThat(park.reason()).isEqualTo(reason);
            assertThat(park.detail()).contains(field);
        });
    }

    @Test
    void whatIsNoEventIsParked() {
        assertThat(ConnectionIntake.of(null, null, PLACE)).isInstanceOf(Intake.Park.class);
        assertThat(ConnectionIntake.of(null, new byte[] {(byte) 0xFF, 1}, PLACE))
                .isInstanceOf(Intake.Park.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1999-12-31T23:59:59Z", "+12000-01-01T00:00:00Z"})
    void whatWasAppendedInNoTimeIsParked(String at) {
        Place place = new Place(1, 17, Instant.parse(at));

        assertThat(ConnectionIntake.of(null, PHONE.acked(POSITION).toByteArray(), place))
                .isInstanceOf(Intake.Park.class);
    }

    private static Intake<ConnectionFact> of(ConnectionEvent event) {
        return ConnectionIntake.of(null, event.toByteArray(), PLACE);
    }
}
