// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.asking.Asked;
import io.posthorn.history.asking.Continuation;
import io.posthorn.history.stored.Order;
import io.posthorn.history.stored.Span;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * A device's stream as of a time, and which of its messages are to be listed.
 *
 * @param after the last message of the page before
 */
record DeviceStreamQuery(String user, String device, Instant at, Order order, int limit, Optional<Position> after) {

    private static final int PLACE = 4 * Long.BYTES;
    private static final int LAST_ERA = 0xFFFF;

    private record Token(Instant at, Position last) {}

    /** Without a time it is now, and further pages stay at the time of the first. */
    static DeviceStreamQuery of(String user, String device, Asked asked, Instant now) {
        Order order = asked.order(Order.NEWEST_FIRST);
        Optional<Token> token = asked.next(list(user, device, order), DeviceStreamQuery::token);
        Instant at =
                asked.time("at").isEmpty() && token.isPresent() ? token.get().at() : asked.past("at", now);
        // A time of which a token cannot hold more.
        Instant whole = Instant.ofEpochMilli(at.toEpochMilli());
        if (token.isPresent() && !token.get().at().equals(whole)) {
            throw Asked.bad("next continues a list as of another time");
        }
        return new DeviceStreamQuery(user, device, whole, order, asked.limit(), token.map(Token::last));
    }

    private static Continuation list(String user, String device, Order order) {
        return new Continuation("stream " + Asked.text(order) + " " + user + " " + device);
    }

    private static Optional<Token> token(ByteBuffer place) {
        if (place.remaining() != PLACE) {
            return Optional.empty();
        }
        Instant at = Instant.ofEpochMilli(place.getLong());
        Position last = Positions.of((int) place.getLong(), place.getLong(), place.getLong());
        return ConnectionIntake.isPlace(last) && Asked.isTime(at) ? Optional.of(new Token(at, last)) : Optional.empty();
    }

    String next(Position last) {
        return list(user, device, order)
                .encode(ByteBuffer.allocate(PLACE)
                        .putLong(at.toEpochMilli())
                        .putLong(last.getEra())
                        .putLong(last.getOffset())
                        .putLong(last.getAppendedAt())
                        .array());
    }

    Span span() {
        if (order == Order.OLDEST_FIRST) {
            return after.map(Span::after).orElseGet(Span::all);
        }
        return Span.before(after.orElseGet(() -> Positions.of(LAST_ERA, Long.MAX_VALUE, at.toEpochMilli())));
    }

    /** For the record. */
    String describe() {
        return "stream device=%s at=%s order=%s limit=%d".formatted(device, at, Asked.text(order), limit);
    }
}
