// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.contracts.position.Positions;
import io.posthorn.history.stored.LazyMerge;
import io.posthorn.history.stored.Order;
import io.posthorn.history.stored.Span;
import io.posthorn.history.tier.Bucket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** In which order the messages of some partitions come: slices are exact, months clocks can bend by {@link Span#SKEW}. */
final class HeldOrder {

    private static final Comparator<HeldMessage> ASCENDING =
            Comparator.comparing(each -> each.message().getPosition(), Positions.ORDER);

    private HeldOrder() {}

    /**
     * @param slices in order, those of one owner's slice one after the other
     * @param open fetches while it is read; called when its first message may be next
     */
    static Iterator<HeldMessage> read(
            Iterator<HeldSlice> slices, Order order, Function<HeldSlice, Iterator<HeldMessage>> open) {
        Iterator<List<HeldSlice>> months = new Months(slices);
        return new Flat<>(
                months,
                some -> new LazyMerge<>(
                        some.stream().map(each -> new Month(each, order, open)).toList(), order.directed(ASCENDING)));
    }

    /** The first month in which anything behind something can be that was appended then. */
    static int firstMonth(Instant appended, Order order) {
        return Bucket.month(order == Order.OLDEST_FIRST ? appended.minus(Span.SKEW) : appended.plus(Span.SKEW));
    }

    /** The same of something in a bucket. */
    static int firstMonth(Bucket bucket, Order order) {
        return firstMonth(order == Order.OLDEST_FIRST ? bucket.start() : bucket.end(), order);
    }

    private record Month(HeldSlice slice, Order order, Function<HeldSlice, Iterator<HeldMessage>> opening)
            implements LazyMerge.Source<HeldMessage> {

        @Override
        public boolean mayPrecede(HeldMessage candidate) {
            Instant appended =
                    Instant.ofEpochMilli(candidate.message().getPosition().getAppendedAt());
            return order == Order.OLDEST_FIRST
                    ? !slice.bucket().start().isAfter(appended.plus(Span.SKEW))
                    : slice.bucket().end().isAfter(appended.minus(Span.SKEW));
        }

        @Override
        public Iterator<HeldMessage> open() {
            return opening.apply(slice);
        }
    }

    /** All months of one slice, then all of the next. */
    private static final class Months implements Iterator<List<HeldSlice>> {

        private final Iterator<HeldSlice> slices;
        private @Nullable HeldSlice next;

        Months(Iterator<HeldSlice> slices) {
            this.slices = slices;
        }

        @Override
        public boolean hasNext() {
            return next != null || slices.hasNext();
        }

        @Override
        public List<HeldSlice> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            HeldSlice first = next == null ? slices.next() : next;
            List<HeldSlice> months = new ArrayList<>(List.of(first));
            next = null;
            while (next == null && slices.hasNext()) {
                HeldSlice following = slices.next();
                if (following.isOfSlice(first)) {
                    months.add(following);
                } else {
                    next = following;
                }
            }
            return months;
        }
    }

    /** Opens one after the other, each when the one before has ended. */
    static final class Flat<A, B> implements Iterator<B> {

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
