// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import io.posthorn.contracts.v1.Message;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Messages of a user.
 *
 * @param next empty: there are no more
 */
record MessagesPage(List<Message> messages, Optional<PageToken> next) {

    /** @param maxBytes above it the page ends early, so that no request holds the memory of 500 large messages */
    static MessagesPage of(Listing listing, Iterator<Message> found, long maxBytes) {
        List<Message> messages = new ArrayList<>();
        long bytes = 0;
        while (messages.size() < listing.limit() && bytes < maxBytes && found.hasNext()) {
            Message message = found.next();
            messages.add(message);
            bytes += message.getSerializedSize();
        }
        boolean more = !messages.isEmpty() && found.hasNext();
        return new MessagesPage(
                List.copyOf(messages),
                more
                        ? Optional.of(new PageToken(
                                listing.order(),
                                messages.get(messages.size() - 1).getPosition()))
                        : Optional.empty());
    }
}
