// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tier;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * The part of a user's history that is one partition of a table.
 *
 * <p>A pure function of the message, so writing a message again meets the same row. The slice counts the user's own durable
 * messages: every message of one slice stands before every message of the next, whatever their tiers and months.
 *
 * @param month UTC month of the append time, {@code yyyymm}
 */
public record Bucket(int month, int slice) {

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * @param appendedAt milliseconds since the epoch
     * @param ordinal from 1: which of the user's own durable messages it is
     */
    public static Bucket of(long appendedAt, long ordinal, int sliceRows) {
        if (ordinal < 1) {
            throw new IllegalArgumentException("ordinal is " + ordinal + ", allowed: 1 or more");
        }
        long slice = (ordinal - 1) / sliceRows;
        return new Bucket(month(Instant.ofEpochMilli(appendedAt)), Math.toIntExact(slice));
    }

    /** The nearest month from 2000 to 9999, so that no append time, not even a forged one, is beyond reading. */
    public static int month(Instant instant) {
        Instant within = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
        YearMonth month = YearMonth.from(within.atOffset(ZoneOffset.UTC));
        return month.getYear() * 100 + month.getMonthValue();
    }

    /** Whether messages of this append time have a month of their own. */
    public static boolean covers(long appendedAt) {
        return appendedAt >= FIRST.toEpochMilli() && appendedAt <= LAST.toEpochMilli();
    }

    /** Inclusive. */
    public Instant start() {
        return first().atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Exclusive. */
    public Instant end() {
        return first().plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private YearMonth first() {
        return YearMonth.of(month / 100, month % 100);
    }
}
