// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.stored.Order;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where the next page of a listing begins: the last message that was looked at for this one. As text opaque: a letter for the
 * direction, the fingerprint of the filter where there is one, and the message's cursor, which belongs to one user.
 */
record PageToken(Order order, int filter, Position last) {

    private static final char OLDEST_FIRST = 'a';
    private static final char NEWEST_FIRST = 'd';
    private static final String FILTERED = ".";
    private static final int FILTER_DIGITS = 8;

    String encode(String user) {
        char letter = order == Order.OLDEST_FIRST ? OLDEST_FIRST : NEWEST_FIRST;
        String fingerprint = filter == 0 ? "" : FILTERED + HexFormat.of().toHexDigits(filter);
        return letter + fingerprint + Cursor.encode(last, UserHash.of(user));
    }

    /** Empty for anything that is no token of this user; never an exception. */
    static Optional<PageToken> decode(String user, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (text.charAt(0)) {
            case OLDEST_FIRST -> decode(user, Order.OLDEST_FIRST, text.substring(1));
            case NEWEST_FIRST -> decode(user, Order.NEWEST_FIRST, text.substring(1));
            default -> Optional.empty();
        };
    }

    private static Optional<PageToken> decode(String user, Order order, String rest) {
        int filter = 0;
        String cursor = rest;
        if (rest.startsWith(FILTERED)) {
            String digits = rest.substring(FILTERED.length());
            if (!digits.matches("[0-9a-f]{8}.*")) {
                return Optional.empty();
            }
            filter = HexFormat.fromHexDigits(digits, 0, FILTER_DIGITS);
            cursor = digits.substring(FILTER_DIGITS);
        }
        int fingerprint = filter;
        return Cursor.decodeFor(UserHash.of(user), cursor).map(last -> new PageToken(order, fingerprint, last));
    }
}
