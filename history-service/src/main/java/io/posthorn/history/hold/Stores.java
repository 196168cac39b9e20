// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.history.custody.Criteria;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.StoredMessages;
import io.posthorn.history.stored.StoredOwners;
import io.posthorn.history.tier.Owner;
import java.util.Iterator;

/** Where gathering reads and writes. */
record Stores(
        Prepared<StoredMessages> messages, Prepared<StoredOwners> storedOwners, Prepared<InsertedHolds> statements) {

    /** Whose messages may match, in an order that never changes; those after the last one, which may come again. */
    Iterator<Owner> owners(Criteria criteria, Mark mark) {
        if (criteria.users().isEmpty()) {
            StoredOwners all = storedOwners.get();
            // The last one counts once: it is copied again only when it is all that is known of.
            return mark.last().map(last -> without(last, all.from(last))).orElseGet(all::all);
        }
        return criteria.users().stream()
                .filter(user -> mark.last().map(last -> user.compareTo(last.key()) > 0).orElse(true))
                .map(Owner::user)
                .iterator();
    }

    private static Iterator<Owner> without(Owner first, Iterator<Owner> from) {
        if (!from.hasNext()) {
            return from;
        }
        Owner next = from.next();
        return next.equals(first)
                ? from
                : java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(next),
                                java.util.stream.StreamSupport.stream(
                                        java.util.Spliterators.spliteratorUnknownSize(from, 0), false))
                        .iterator();
    }
}
