// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Messages of a user.
 *
 * @param next empty: there are no more
 */
record MessagesPage(List<Message> messages, Optional<PageToken> next) {

    /** So many rows are looked at for one page, which may then end early, or empty, with a {@code next}. */
    static final int MOST_LOOKED_AT = 1_000;

    /**
     * @param visible what may be shown
     * @param maxBytes above it the page ends early, so that no request holds the memory of 500 large messages
     */
    static MessagesPage of(Listing listing, Iterator<Message> found, Predicate<Message> visible, long maxBytes) {
        List<Message> messages = new ArrayList<>();
        Position reached = null;
        long bytes = 0;
        for (int lookedAt = 0;
                lookedAt < MOST_LOOKED_AT && messages.size() < listing.limit() && bytes < maxBytes && found.hasNext();
                lookedAt++) {
            Message message = found.next();
            reached = message.getPosition();
            if (listing.filter().matches(message) && visible.test(message)) {
                messages.add(message);
                bytes += message.getSerializedSize();
            }
        }
        return new MessagesPage(
                List.copyOf(messages),
                reached != null && found.hasNext() ? Optional.of(listing.reached(reached)) : Optional.empty());
    }
}
