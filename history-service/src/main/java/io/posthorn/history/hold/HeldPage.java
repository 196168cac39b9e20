// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** @param next empty: there are no more */
record HeldPage(List<HeldMessage> messages, Optional<HeldPlace> next) {

    /** Above it the page ends early. */
    private static final long BYTES = 4 << 20;

    static HeldPage of(Iterator<HeldMessage> found, int limit) {
        List<HeldMessage> messages = new ArrayList<>();
        long bytes = 0;
        while (messages.size() < limit && bytes < BYTES && found.hasNext()) {
            HeldMessage next = found.next();
            messages.add(next);
            bytes += next.message().getSerializedSize();
        }
        return new HeldPage(
                List.copyOf(messages),
                found.hasNext() && !messages.isEmpty()
                        ? Optional.of(messages.get(messages.size() - 1).place())
                        : Optional.empty());
    }
}
