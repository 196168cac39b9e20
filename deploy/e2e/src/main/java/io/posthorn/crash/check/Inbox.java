// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.Position;
import io.posthorn.crash.evidence.Entry;
import io.posthorn.crash.evidence.Facts.Inboxed;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What stands at a position: the inbox gave it. */
final class Inbox {

    private final Map<Place, Inboxed> records = new HashMap<>();
    private final int partitions;

    private record Place(int partition, long offset) {}

    Inbox(Collection<Inboxed> inbox, int partitions) {
        this.partitions = partitions;
        inbox.forEach(each -> records.put(new Place(each.partition(), each.offset()), each));
    }

    /** Whether it is this user's, or everyone's. */
    boolean isFor(Entry entry, String user) {
        return entry.isFor(user, partitions);
    }

    Optional<Inboxed> at(String user, Position position) {
        return Optional.ofNullable(
                records.get(new Place(UserPartitioner.partition(user, partitions), position.getOffset())));
    }
}
