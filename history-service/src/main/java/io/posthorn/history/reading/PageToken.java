// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.stored.Order;
import java.util.Optional;

/**
 * Where the next page of a listing begins: the last message of this one. As text opaque: a letter for the direction and the
 * message's cursor, which belongs to one user.
 */
record PageToken(Order order, Position last) {

    private static final char OLDEST_FIRST = 'a';
    private static final char NEWEST_FIRST = 'd';

    String encode(String user) {
        char letter = order == Order.OLDEST_FIRST ? OLDEST_FIRST : NEWEST_FIRST;
        return letter + Cursor.encode(last, UserHash.of(user));
    }

    /** Empty for anything that is no token of this user; never an exception. */
    static Optional<PageToken> decode(String user, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Position> last = Cursor.decodeFor(UserHash.of(user), text.substring(1));
        return switch (text.charAt(0)) {
            case OLDEST_FIRST -> last.map(position -> new PageToken(Order.OLDEST_FIRST, position));
            case NEWEST_FIRST -> last.map(position -> new PageToken(Order.NEWEST_FIRST, position));
            default -> Optional.empty();
        };
    }
}
