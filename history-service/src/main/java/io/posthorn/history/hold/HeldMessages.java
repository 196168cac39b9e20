// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.contracts.v1.Position;
import io.posthorn.history.stored.Span;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** All messages that a hold keeps: owner by owner, each owner's in the order of the log. */
public final class HeldMessages {

    private final SelectHeldSlices slices;
    private final SelectHeld messages;

    HeldMessages(SelectHeldSlices slices, SelectHeld messages) {
        this.slices = slices;
        this.messages = messages;
    }

    /**
     * Fetches while it is read; holds some rows at a time.
     *
     * @param after where to go on; empty: from the first, or the last
     */
    public Iterator<HeldMessage> read(String hold, Optional<HeldPlace> after, boolean ascending) {
        int first = after.map(place -> place.slice().shard()).orElse(ascending ? 0 : HeldSlice.SHARDS - 1);
        Iterator<Integer> shards = ascending
                ? IntStream.range(first, HeldSlice.SHARDS).iterator()
                : IntStream.rangeClosed(0, first).map(shard -> first - shard).iterator();
        Iterator<HeldSlice> found = new Flat<>(
                shards,
                shard -> after.filter(place -> place.slice().shard() == shard)
                        .map(place -> slices.from(hold, place.slice(), ascending))
                        .orElseGet(() -> slices.execute(hold, shard, ascending)));
        return new Flat<>(
                found,
                slice -> after.filter(place -> place.slice().equals(slice))
                        .map(place -> messages.after(hold, place, ascending))
                        .orElseGet(() -> messages.execute(hold, slice, ascending)));
    }

    /**
     * The same, oldest first, from behind a message of an owner; its position alone does not tell the partition.
     *
     * @param position era 0: from the owner's first
     */
    public Iterator<HeldMessage> readBehind(String hold, Owner owner, Position position) {
        HeldSlice first = new HeldSlice(owner, new Bucket(0, 0));
        int month = Bucket.month(Instant.ofEpochMilli(position.getAppendedAt()).minus(Span.SKEW));
        Iterator<HeldSlice> found = new Flat<>(
                IntStream.range(first.shard(), HeldSlice.SHARDS).iterator(),
                shard -> shard == first.shard() ? slices.from(hold, first, true) : slices.execute(hold, shard, true));
        return new Flat<>(found, slice -> {
            if (!slice.owner().equals(owner)) {
                return messages.execute(hold, slice, true);
            }
            return slice.bucket().month() < month
                    ? Collections.emptyIterator()
                    : messages.after(
                            hold, new HeldPlace(owner, slice.bucket(), position.getEra(), position.getOffset()), true);
        });
    }

    Iterator<HeldSlice> slices(String hold, int shard) {
        return slices.execute(hold, shard, true);
    }

    /** Whether anything of an owner is kept. */
    public boolean keeps(String hold, Owner owner) {
        return slices.keeps(hold, owner);
    }

    /** Opens one after the other, each when the one before has ended. */
    private static final class Flat<A, B> implements Iterator<B> {

        private final Iterator<A> outer;
        private final Function<A, Iterator<B>> open;
        private Iterator<B> inner = Collections.emptyIterator();

        Flat(Iterator<A> outer, Function<A, Iterator<B>> open) {
            this.outer = outer;
            this.open = open;
        }

        @Override
        public boolean hasNext() {
            while (!inner.hasNext() && outer.hasNext()) {
                inner = open.apply(outer.next());
            }
            return inner.hasNext();
        }

        @Override
        public B next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return inner.next();
        }
    }
}
