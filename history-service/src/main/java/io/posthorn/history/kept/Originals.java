// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.kept;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.Order;
import io.posthorn.history.stored.Span;
import io.posthorn.history.stored.StoredMessages;
import io.posthorn.history.tier.Owner;
import java.util.Iterator;
import java.util.Optional;

/** The message that receipts speak of, by the position that they name. */
public final class Originals {

    private final Prepared<StoredMessages> stored;
    private final int partitions;

    Originals(Prepared<StoredMessages> stored, int partitions) {
        this.stored = stored;
        this.partitions = partitions;
    }

    /** Of a user's own, or everyone's on the partition of this user. A broadcast's user is empty. */
    public Optional<Message> find(String source, String id, String user, Position position) {
        return ofUser(source, id, user, position)
                .or(() -> ofEveryone(source, id, UserPartitioner.partition(user, partitions), position));
    }

    private Optional<Message> ofUser(String source, String id, String user, Position position) {
        return at(source, id, Owner.user(user), position);
    }

    public Optional<Message> ofEveryone(String source, String id, int partition, Position position) {
        return at(source, id, Owner.everyoneOn(partition), position);
    }

    private Optional<Message> at(String source, String id, Owner owner, Position position) {
        if (Positions.isStart(position)) {
            return Optional.empty();
        }
        Iterator<Message> rows = stored.get().read(owner, Span.between(position, position), Order.OLDEST_FIRST);
        return rows.hasNext()
                ? Optional.of(rows.next())
                        .filter(each -> each.getNotification().getSource().equals(source)
                                && each.getNotification().getId().equals(id))
                : Optional.empty();
    }
}
