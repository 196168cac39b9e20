// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.Order;
import io.posthorn.history.stored.Span;
import io.posthorn.history.stored.StoredMessages;
import io.posthorn.history.tier.Owner;
import java.util.Collections;
import java.util.Iterator;

/** Asks for the rows that a page is made of. */
final class PageRows {

    private final Prepared<StoredMessages> stored;
    private final int partitions;

    /** @param partitions of the inbox */
    PageRows(Prepared<StoredMessages> stored, int partitions) {
        this.stored = stored;
        this.partitions = partitions;
    }

    /** Asks also while they are read. */
    PageChain.Rows of(ReplayRequest request) {
        Owner user = Owner.user(request.getUser());
        Owner everyone = Owner.everyoneOn(UserPartitioner.partition(request.getUser(), partitions));
        Position known = PageChain.knownBroadcasts(request);
        return new PageChain.Rows(
                from(request.getAfter(), user, request),
                Positions.isAfter(request.getUpTo(), known)
                        ? from(known, everyone, request)
                        : Collections.emptyIterator());
    }

    /** Without an end: what comes after the page tells whether the page is whole. */
    private Iterator<Message> from(Position first, Owner owner, ReplayRequest request) {
        Span span = Span.from(first);
        // The append time in a cursor is the device's word: when rows seem to be missing, do not rely on it.
        Span searched = request.getBreaks() == 0 ? span : span.fromAnyMonth();
        return stored.get().read(owner, searched, Order.OLDEST_FIRST);
    }
}
