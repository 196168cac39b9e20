// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import com.datastax.oss.driver.api.core.CqlSession;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.schema.Schema;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** A user's messages, in order over months, slices and tiers. */
public final class StoredMessages {

    /** Rows of 64 KB at most: 2 MB for each partition that is open. */
    private static final int FETCH_SIZE = 32;

    private final SelectSlices slices;
    private final SelectMessages messages;
    private final Clock clock;

    StoredMessages(CqlSession session, Schema schema, Clock clock) {
        this.slices = new SelectSlices(session, schema);
        this.messages = new SelectMessages(session, schema, FETCH_SIZE);
        this.clock = clock;
    }

    /** Asks while it is read; what Cassandra answers instead of rows comes out of the iterator. */
    public Iterator<Message> read(String user, Span span, Order order) {
        Instant now = clock.instant();
        List<Opening> sources = slices.execute(user, span.firstMonth(), span.lastMonth()).stream()
                .filter(each -> !each.isGone(now))
                .sorted(order.directed(Partition.ORDER))
                .map(each -> new Opening(user, each, span, order))
                .toList();
        return messages(new LazyMerge<>(sources, order.comparator()));
    }

    private static Iterator<Message> messages(Iterator<StoredMessage> stored) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return stored.hasNext();
            }

            @Override
            public Message next() {
                return stored.next().message();
            }
        };
    }

    private final class Opening implements LazyMerge.Source<StoredMessage> {

        private final String user;
        private final Partition partition;
        private final Span span;
        private final Order order;

        Opening(String user, Partition partition, Span span, Order order) {
            this.user = user;
            this.partition = partition;
            this.span = span;
            this.order = order;
        }

        @Override
        public boolean mayPrecede(StoredMessage candidate) {
            return partition.mayPrecede(candidate, order);
        }

        @Override
        public Iterator<StoredMessage> open() {
            return messages.execute(user, partition, span, order);
        }
    }
}
