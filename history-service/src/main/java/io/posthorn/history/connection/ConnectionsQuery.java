// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import io.posthorn.history.asking.Asked;
import io.posthorn.history.asking.Continuation;
import io.posthorn.history.stored.Order;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * Which of a user's connections are asked for.
 *
 * @param stretch of time, less what pages before this one have shown
 * @param limit rows at most
 */
record ConnectionsQuery(String user, Order order, Stretch stretch, int limit) {

    private static final int PLACE = 2 * Long.BYTES;

    static ConnectionsQuery of(String user, Asked asked, Instant now) {
        Order order = asked.order(Order.NEWEST_FIRST);
        Instant from = asked.time("from").orElse(Asked.FIRST);
        Instant to = asked.time("to").orElse(now);
        if (to.isBefore(from)) {
            throw Asked.bad("to is before from");
        }
        Optional<Stretch.Moment> last = asked.next(list(user, order), ConnectionsQuery::moment);
        Stretch whole = new Stretch(Stretch.Moment.justBefore(from), Stretch.Moment.justBefore(to));
        Stretch stretch = last.map(moment ->
                        order == Order.OLDEST_FIRST ? whole.startingAfter(moment) : whole.endingBefore(moment))
                .orElse(whole);
        return new ConnectionsQuery(user, order, stretch, asked.limit());
    }

    private static Continuation list(String user, Order order) {
        return new Continuation("connections " + Asked.text(order) + " " + user);
    }

    private static Optional<Stretch.Moment> moment(ByteBuffer place) {
        if (place.remaining() != PLACE) {
            return Optional.empty();
        }
        return Optional.of(new Stretch.Moment(Instant.ofEpochMilli(place.getLong()), place.getLong()))
                .filter(moment -> Asked.isTime(moment.at()));
    }

    String next(Happened last) {
        return list(user, order)
                .encode(ByteBuffer.allocate(PLACE)
                        .putLong(last.at().toEpochMilli())
                        .putLong(last.offset())
                        .array());
    }

    /** For the record. */
    String describe() {
        return "connections from=%s to=%s order=%s limit=%d"
                .formatted(stretch.after().at(), stretch.before().at(), Asked.text(order), limit);
    }
}
