// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.history.custody.Criteria;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.StoredMessages;
import io.posthorn.history.stored.StoredOwners;
import io.posthorn.history.tier.Owner;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;

/** Where gathering reads and writes. */
record Stores(Prepared<StoredMessages> messages, Prepared<StoredOwners> storedOwners, Prepared<Copies> statements) {

    /** Whose messages may match, in an order that never changes; those after the last one. */
    Iterator<Owner> owners(Criteria criteria, Mark mark) {
        if (criteria.users().isEmpty()) {
            StoredOwners all = storedOwners.get();
            return mark.last().map(last -> after(last, all.from(last))).orElseGet(all::all);
        }
        return criteria.users().stream()
                .filter(user ->
                        mark.last().map(last -> user.compareTo(last.key()) > 0).orElse(true))
                .map(Owner::user)
                .iterator();
    }

    private static Iterator<Owner> after(Owner last, Iterator<Owner> from) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(from, 0), false)
                .filter(owner -> !owner.equals(last))
                .iterator();
    }
}
