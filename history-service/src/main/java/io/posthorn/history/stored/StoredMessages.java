// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import com.datastax.oss.driver.api.core.CqlSession;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.AgreedTime;
import io.posthorn.history.tier.Owner;
import io.posthorn.history.tier.Tier;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** An owner's messages, in order over months, slices and tiers. */
public final class StoredMessages {

    private final SelectSlices slices;
    private final SelectMessages whole;
    private final SelectMessages named;
    private final AgreedTime time;

    StoredMessages(CqlSession session, Schema schema, AgreedTime time) {
        this.slices = new SelectSlices(session, schema);
        this.whole = new SelectMessages(session, schema, Detail.WHOLE);
        this.named = new SelectMessages(session, schema, Detail.NAMED);
        this.time = time;
    }

    /** Asks while it is read; what Cassandra answers instead of rows comes out of the iterator. */
    public Iterator<Message> read(Owner owner, Span span, Order order) {
        return read(whole, owner, span, order);
    }

    /**
     * The messages of several owners on one partition of the inbox, in one order.
     *
     * @param tiers others are not looked into
     */
    public Iterator<Message> read(List<Owner> owners, Span span, Order order, Predicate<Tier> tiers) {
        if (span.isEmpty()) {
            return Collections.emptyIterator();
        }
        List<Merged> streams = owners.stream()
                .map(owner -> new Merged(merge(whole, owner, span, order, tiers)))
                .toList();
        return messages(new LazyMerge<>(streams, order.comparator()));
    }

    /** The same without what only a device needs: position, id, source, class and ttl. */
    public Iterator<Message> readNames(Owner owner, Span span, Order order) {
        return read(named, owner, span, order);
    }

    private Iterator<Message> read(SelectMessages select, Owner owner, Span span, Order order) {
        return messages(merge(select, owner, span, order, tier -> true));
    }

    private LazyMerge<StoredMessage> merge(
            SelectMessages select, Owner owner, Span span, Order order, Predicate<Tier> tiers) {
        List<Partition> partitions = slices.execute(owner, span);
        List<Opening> sources = Partition.toRead(partitions, order, time.known()).stream()
                .filter(each -> tiers.test(each.tier()))
                .map(each -> new Opening(select, owner, each, span, order))
                .toList();
        return new LazyMerge<>(sources, order.comparator());
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

    /** Of one owner; any of it may come before anything of another. */
    private record Merged(Iterator<StoredMessage> rows) implements LazyMerge.Source<StoredMessage> {

        @Override
        public boolean mayPrecede(StoredMessage candidate) {
            return true;
        }

        @Override
        public Iterator<StoredMessage> open() {
            return rows;
        }
    }

    private record Opening(SelectMessages select, Owner owner, Partition partition, Span span, Order order)
            implements LazyMerge.Source<StoredMessage> {

        @Override
        public boolean mayPrecede(StoredMessage candidate) {
            return partition.mayPrecede(candidate, order);
        }

        @Override
        public Iterator<StoredMessage> open() {
            return select.execute(owner, partition, span, order);
        }
    }
}
