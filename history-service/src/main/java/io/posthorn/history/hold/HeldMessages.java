// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.contracts.v1.Position;
import io.posthorn.history.stored.Order;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
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
        Order order = ascending ? Order.OLDEST_FIRST : Order.NEWEST_FIRST;
        Optional<HeldSlice> begin = after.map(place -> begin(place, order));
        Iterator<HeldSlice> found = new HeldOrder.Flat<>(
                shards,
                shard -> begin.filter(slice -> slice.shard() == shard)
                        .map(slice -> slices.from(hold, slice, ascending))
                        .orElseGet(() -> slices.execute(hold, shard, ascending)));
        return HeldOrder.read(
                found,
                order,
                slice -> after.filter(place -> place.slice().isOfSlice(slice))
                        .map(place -> messages.after(hold, behind(place, slice), ascending))
                        .orElseGet(() -> messages.execute(hold, slice, ascending)));
    }

    private static HeldSlice begin(HeldPlace place, Order order) {
        int month = HeldOrder.firstMonth(place.bucket(), order);
        return new HeldSlice(place.owner(), new Bucket(month, place.bucket().slice()));
    }

    private static HeldPlace behind(HeldPlace place, HeldSlice slice) {
        return new HeldPlace(place.owner(), slice.bucket(), place.era(), place.offset());
    }

    /**
     * The same, oldest first, from behind a message of an owner; its position alone does not tell the partition.
     *
     * @param position era 0: from the owner's first
     */
    public Iterator<HeldMessage> readBehind(String hold, Owner owner, Position position) {
        HeldSlice first = new HeldSlice(owner, new Bucket(0, 0));
        int month = HeldOrder.firstMonth(Instant.ofEpochMilli(position.getAppendedAt()), Order.OLDEST_FIRST);
        Iterator<HeldSlice> found = new HeldOrder.Flat<>(
                IntStream.range(first.shard(), HeldSlice.SHARDS).iterator(),
                shard -> shard == first.shard() ? slices.from(hold, first, true) : slices.execute(hold, shard, true));
        return HeldOrder.read(found, Order.OLDEST_FIRST, slice -> {
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
}
