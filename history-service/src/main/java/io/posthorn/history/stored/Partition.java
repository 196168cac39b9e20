// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Tier;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A partition of one table that holds, or held, messages of an owner. */
public record Partition(Tier tier, Bucket bucket) {

    /** In the order of the rows in them: by slice, which is exact, then by month, which clocks can bend by {@link Span#SKEW}. */
    static final Comparator<Partition> ORDER = Comparator.<Partition>comparingInt(each -> each.bucket.slice())
            .thenComparingInt(each -> each.bucket.month())
            .thenComparing(Partition::tier);

    /** Whether a row in here can come before this one. */
    boolean mayPrecede(StoredMessage row, Order order) {
        int slice = row.bucket().slice();
        if (bucket.slice() != slice) {
            return order == Order.OLDEST_FIRST ? bucket.slice() < slice : bucket.slice() > slice;
        }
        Instant appended = Instant.ofEpochMilli(row.message().getPosition().getAppendedAt());
        return order == Order.OLDEST_FIRST
                ? !bucket.start().isAfter(appended.plus(Span.SKEW))
                : bucket.end().isAfter(appended.minus(Span.SKEW));
    }

    /**
     * Those in which anything can be left, in the order in which they are to be read.
     *
     * @param now by Cassandra's clock, which ends rows; empty while nobody knows it: then none is passed over
     */
    static List<Partition> toRead(List<Partition> all, Order order, Optional<Instant> now) {
        return all.stream()
                .filter(each -> now.filter(each::isGone).isEmpty())
                .sorted(order.directed(ORDER))
                .toList();
    }

    /** All rows in here have outlived their tier. */
    boolean isGone(Instant now) {
        return tier.isGone(bucket.end(), now);
    }
}
