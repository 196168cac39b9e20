// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.stream;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import java.util.Optional;

/** What a device's {@code ack} or {@code read} says. */
public sealed interface Acknowledgement {

    record Taken(Position upTo) implements Acknowledgement {}

    /** Says nothing new. */
    record Stale() implements Acknowledgement {}

    /** @param code of the {@code error} frame */
    record Refused(String code, String message) implements Acknowledgement {}

    /**
     * @param frame {@code ack} or {@code read}
     * @param before the highest position that such frames named before on this connection, as far as that is known
     * @param cursor as the device sent it
     */
    static Acknowledgement of(String frame, StreamState stream, Position before, int userHash, String cursor) {
        Optional<Position> named = Cursor.decodeFor(userHash, cursor);
        if (named.isEmpty()) {
            return new Refused("bad-cursor", frame + ": not a cursor of this user's stream");
        }
        Position upTo = named.get();
        if (stream.last() == null || Positions.isAfter(upTo, stream.last())) {
            return new Refused(frame + "-beyond-last", frame + ": above the last frame of this connection");
        }
        if (!Positions.isAfter(upTo, before)) {
            return new Stale();
        }
        // Its own copy where the place is the same: the append time in a cursor may be forged.
        return new Taken(Positions.same(upTo, stream.last()) ? stream.last() : upTo);
    }
}
