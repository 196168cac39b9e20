// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

/**
 * A token bucket whose whole state is one number: until when it is paid for. The unit of time is the caller's.
 *
 * @param interval between two in the long run
 * @param depth how far ahead may be paid: the burst, in time
 */
public record Rate(long interval, long depth) {

    /** Answer to one that is too many; no time is that early. */
    public static final long REFUSED = Long.MIN_VALUE;

    /** @param unitsPerSecond of the caller's clock */
    public static Rate of(int perSecond, int burst, long unitsPerSecond) {
        long interval = Math.max(1, unitsPerSecond / perSecond);
        return new Rate(interval, interval * burst);
    }

    /** @return until when it is paid for now, or {@link #REFUSED} and nothing has changed */
    public long take(long paidUntil, long now) {
        return take(paidUntil, now, 1);
    }

    /** @param count that one costs; more than the burst can never be paid for */
    long take(long paidUntil, long now, int count) {
        long next = Math.max(paidUntil, now) + interval * count;
        return next - now <= depth ? next : REFUSED;
    }

    /** Gives one back; a bucket that is full stays so. */
    public long giveBack(long paidUntil) {
        return paidUntil - interval;
    }
}
