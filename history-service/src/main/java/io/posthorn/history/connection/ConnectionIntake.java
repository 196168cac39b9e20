// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.text.Text;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.recording.Intake;
import io.posthorn.history.recording.Place;
import org.jspecify.annotations.Nullable;

/** Reads a record of {@code posthorn.connections}. What is taken fits the tables. */
final class ConnectionIntake {

    private static final int LAST_ERA = 0xFFFF;
    /** As long as an address can be, with a zone. */
    private static final int ADDRESS_CHARACTERS = 64;

    private ConnectionIntake() {}

    static Intake<ConnectionFact> of(byte @Nullable [] key, byte @Nullable [] value, Place place) {
        if (value == null) {
            return park(Rejection.UNPARSEABLE, "the value is absent");
        }
        ConnectionEvent event;
        try {
            event = ConnectionEvent.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            return park(Rejection.UNPARSEABLE, "the value is no ConnectionEvent");
        }
        return switch (event.getEventCase()) {
            case REPLAY_PROGRESSED -> new Intake.Pass<>();
            // Of a later version, if it names a user; else it is nothing at all.
            case EVENT_NOT_SET ->
                Text.isId(event.getUser())
                        ? new Intake.Pass<>()
                        : park(Rejection.UNPARSEABLE, "a ConnectionEvent of no kind that is known");
            default -> checked(event, place);
        };
    }

    private static Intake<ConnectionFact> checked(ConnectionEvent event, Place place) {
        if (!Text.isId(event.getUser())) {
            return park(Rejection.BAD_ID, "user: not an id");
        }
        if (!isIdOrNone(event.getDevice()) || event.getDevice().isEmpty() && !event.hasDisconnected()) {
            return park(Rejection.BAD_ID, "device: not an id");
        }
        if (!isIdOrNone(event.getConnection()) || event.getConnection().isEmpty() && isOfConnection(event)) {
            return park(Rejection.BAD_ID, "connection: not an id");
        }
        if (!isIdOrNone(event.getGateway())) {
            return park(Rejection.BAD_ID, "gateway: not an id");
        }
        if (!place.isSound()) {
            return park(Rejection.FAILED, "it was appended in no year from 2000 to 9999");
        }
        return event.getConnected().getAddress().length() > ADDRESS_CHARACTERS
                ? park(Rejection.TOO_LARGE, "connected.address has over %d characters".formatted(ADDRESS_CHARACTERS))
                : positioned(event, place);
    }

    private static Intake<ConnectionFact> positioned(ConnectionEvent event, Place place) {
        if (event.hasAcked() && !isPlace(event.getAcked().getUpTo())) {
            return park(Rejection.FAILED, "acked.up_to is no position");
        }
        if (event.hasRead() && !isPlace(event.getRead().getUpTo())) {
            return park(Rejection.FAILED, "read.up_to is no position");
        }
        return new Intake.Take<>(new ConnectionFact(place, event));
    }

    private static boolean isOfConnection(ConnectionEvent event) {
        return event.hasConnected() || event.hasDisconnected();
    }

    private static boolean isIdOrNone(String id) {
        return id.isEmpty() || Text.isId(id);
    }

    /** Also before every record: a device may ack nothing. */
    static boolean isPlace(Position position) {
        return position.getEra() >= 0 && position.getEra() <= LAST_ERA && position.getOffset() >= 0;
    }

    private static Intake<ConnectionFact> park(Rejection reason, String detail) {
        return new Intake.Park<>(reason, detail);
    }
}
