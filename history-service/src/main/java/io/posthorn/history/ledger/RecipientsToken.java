// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.posthorn.contracts.text.Text;
import io.posthorn.history.asking.Continuation;
import io.posthorn.history.kept.UserOrder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where the next page of recipients begins: the last user that was looked at for this one, whom its reader may not be meant to see. */
record RecipientsToken(UserOrder order, String last) {

    private static final char ASCENDING = 'a';
    private static final char DESCENDING = 'd';

    static Continuation list(Named notification) {
        return new Continuation("recipients " + notification.source() + " " + notification.id());
    }

    String encode(Continuation list) {
        byte[] user = last.getBytes(StandardCharsets.UTF_8);
        return list.encode(ByteBuffer.allocate(1 + user.length)
                .put((byte) (order == UserOrder.ASCENDING ? ASCENDING : DESCENDING))
                .put(user)
                .array());
    }

    /** Empty for anything that this has not written; never an exception. */
    static Optional<RecipientsToken> read(ByteBuffer place) {
        if (!place.hasRemaining()) {
            return Optional.empty();
        }
        char order = (char) place.get();
        String last = StandardCharsets.UTF_8.decode(place).toString();
        if (!Text.isId(last)) {
            return Optional.empty();
        }
        return switch (order) {
            case ASCENDING -> Optional.of(new RecipientsToken(UserOrder.ASCENDING, last));
            case DESCENDING -> Optional.of(new RecipientsToken(UserOrder.DESCENDING, last));
            default -> Optional.empty();
        };
    }
}
