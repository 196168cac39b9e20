// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.text.Text;
import io.posthorn.history.kept.UserOrder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where the next page of recipients begins: the last user of this one. As text opaque: a letter for the direction, and four bytes
 * that tell one notification's pages from another's.
 */
record RecipientsToken(UserOrder order, String last) {

    private static final char ASCENDING = 'a';
    private static final char DESCENDING = 'd';
    private static final int LONGEST = 1_024;

    String encode(Named notification) {
        byte[] user = last.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + user.length)
                .putInt(mark(notification, last))
                .put(user)
                .array();
        return (order == UserOrder.ASCENDING ? ASCENDING : DESCENDING)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Empty for anything that is no token of this notification; never an exception. */
    static Optional<RecipientsToken> decode(Named notification, String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        Optional<String> last = user(notification, text.substring(1));
        return switch (text.charAt(0)) {
            case ASCENDING -> last.map(user -> new RecipientsToken(UserOrder.ASCENDING, user));
            case DESCENDING -> last.map(user -> new RecipientsToken(UserOrder.DESCENDING, user));
            default -> Optional.empty();
        };
    }

    private static Optional<String> user(Named notification, String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length <= Integer.BYTES) {
            return Optional.empty();
        }
        String user = new String(bytes, Integer.BYTES, bytes.length - Integer.BYTES, StandardCharsets.UTF_8);
        return Text.isId(user)
                        && mark(notification, user) == ByteBuffer.wrap(bytes).getInt()
                ? Optional.of(user)
                : Optional.empty();
    }

    /** A guard against mistakes, not against forgery: what may be read is decided by the token of the reader alone. */
    private static int mark(Named notification, String user) {
        return UserHash.of(notification.source() + " " + notification.id() + " " + user);
    }
}
