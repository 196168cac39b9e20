// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import com.datastax.oss.driver.api.core.CqlSession;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.tier.Owner;
import java.util.Iterator;
import java.util.List;

/** An owner's rows as they lie: partition by partition, each row in each table that has it. */
public final class StoredPartitions {

    private final SelectSlices slices;
    private final SelectMessages named;

    StoredPartitions(CqlSession session, Schema schema) {
        this.slices = new SelectSlices(session, schema);
        this.named = new SelectMessages(session, schema, Detail.NAMED);
    }

    /** Also those whose tier no class has any more. */
    public List<Partition> of(Owner owner) {
        return slices.execute(owner, 0, Integer.MAX_VALUE);
    }

    /** Position, id, source, class and whether it is erased, up to a position; fetches while it is read. */
    public Iterator<Message> namesUpTo(Owner owner, Partition partition, Position upTo) {
        Span all = Span.all();
        Span span = new Span(all.first(), Place.at(upTo), all.firstMonth(), all.lastMonth());
        Iterator<StoredMessage> rows = named.execute(owner, partition, span, Order.OLDEST_FIRST);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Message next() {
                return rows.next().message();
            }
        };
    }
}
