// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import io.posthorn.contracts.v1.Position;
import io.posthorn.history.tier.Bucket;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of a user's stream: rows from the first place to the last, both included, in the months given.
 *
 * @param firstMonth and {@code lastMonth}: {@code yyyymm}, both included
 */
public record Span(Place first, Place last, int firstMonth, int lastMonth) {

    /**
     * By how much a later record may carry an earlier append time: a broker that takes over a partition may have a slower clock.
     */
    public static final Duration SKEW = Duration.ofMinutes(10);

    private static final int ANY_FIRST_MONTH = 0;
    private static final int ANY_LAST_MONTH = Integer.MAX_VALUE;

    /** The whole stream. */
    public static Span all() {
        return new Span(Place.FIRST, Place.LAST, ANY_FIRST_MONTH, ANY_LAST_MONTH);
    }

    public static Span after(Position position) {
        return new Span(Place.justAfter(position), Place.LAST, monthBefore(position), ANY_LAST_MONTH);
    }

    public static Span before(Position position) {
        return new Span(Place.FIRST, Place.justBefore(position), ANY_FIRST_MONTH, monthAfter(position));
    }

    /** The position included. */
    public static Span from(Position position) {
        return new Span(Place.at(position), Place.LAST, monthBefore(position), ANY_LAST_MONTH);
    }

    /** Both included. */
    public static Span between(Position first, Position last) {
        return new Span(Place.at(first), Place.at(last), monthBefore(first), monthAfter(last));
    }

    /** Of these rows those whose months can hold what was appended from one time to another; the times are not looked at. */
    public Span inMonths(Instant from, Instant to) {
        return new Span(
                first,
                last,
                Math.max(firstMonth, Bucket.month(from.minus(SKEW))),
                Math.min(lastMonth, Bucket.month(to.plus(SKEW))));
    }

    /**
     * All months in which anything lies that was appended then.
     *
     * @param from included; null: from the beginning
     * @param to excluded; null: to the end
     */
    public static Span appended(@Nullable Instant from, @Nullable Instant to) {
        return new Span(
                Place.FIRST,
                Place.LAST,
                from == null ? ANY_FIRST_MONTH : Bucket.month(from),
                to == null ? ANY_LAST_MONTH : Bucket.month(to));
    }

    /** What lies in both. */
    public Span and(Span other) {
        return new Span(
                first.compareTo(other.first) >= 0 ? first : other.first,
                last.compareTo(other.last) <= 0 ? last : other.last,
                Math.max(firstMonth, other.firstMonth),
                Math.min(lastMonth, other.lastMonth));
    }

    /** Nothing can be in it, so nobody needs to be asked. */
    public boolean isEmpty() {
        return first.compareTo(last) > 0 || firstMonth > lastMonth;
    }

    /** The same rows, wherever they are: for when the append time of the first position may be false. */
    public Span fromAnyMonth() {
        return new Span(first, last, ANY_FIRST_MONTH, lastMonth);
    }

    private static int monthBefore(Position position) {
        return Bucket.month(instant(position).minus(SKEW));
    }

    private static int monthAfter(Position position) {
        return Bucket.month(instant(position).plus(SKEW));
    }

    private static Instant instant(Position position) {
        return Instant.ofEpochMilli(Math.max(0, Math.min(position.getAppendedAt(), 1L << 47)));
    }
}
